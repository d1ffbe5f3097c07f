import { lazy } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { AppLayout } from './layout/app-layout';
import { AuthLayout } from './layout/auth-layout';
import { CrashRoute } from './routes/crash-route';
import { WebhooksGuideRoute } from './routes/docs/webhooks-guide-route';
import { HomeRoute } from './routes/home-route';
import { NotFoundRoute } from './routes/not-found-route';
import { RoomRoute } from './routes/room/room-route';
import { SearchRoute } from './routes/search/search-route';
import { untilLoaded } from '../shared/page/until-loaded';

/** Pages for developers. A production build knows at this place that they are not asked for, and leaves them out. */
const devRoutes: RouteObject[] = import.meta.env.DEV
  ? [
      {
        path: '/dev/format',
        lazy: async () => ({ Component: (await import('./routes/dev/format-route')).FormatRoute }),
      },
    ]
  : [];

// Whoever is signed in does without them.
const SignInRoute = lazy(async () => ({
  default: (await untilLoaded(() => import('./routes/sign-in-route'))).SignInRoute,
}));
const SignUpRoute = lazy(async () => ({
  default: (await untilLoaded(() => import('./routes/sign-up-route'))).SignUpRoute,
}));

/** Every address of the client. */
export const routes: RouteObject[] = [
  {
    errorElement: <CrashRoute />,
    children: [
      {
        element: <AuthLayout />,
        children: [
          { path: '/sign-in', element: <SignInRoute /> },
          { path: '/sign-up', element: <SignUpRoute /> },
        ],
      },
      {
        element: <AppLayout />,
        children: [
          { path: '/', element: <HomeRoute /> },
          { path: '/rooms/:roomId', element: <RoomRoute /> },
          { path: '/search', element: <SearchRoute /> },
        ],
      },
      { path: '/docs/webhooks', element: <WebhooksGuideRoute /> },
      ...devRoutes,
      { path: '*', element: <NotFoundRoute /> },
    ],
  },
];

/** The router of the page. */
export function createAppRouter() {
  return createBrowserRouter(routes);
}
