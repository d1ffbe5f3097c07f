import { urlVariable, type Snippet } from './snippet';

/** The variables put into the JSON are GitLab's own and hold no quotes: a path, a slug and an address. */
export const gitlabCi: Snippet = {
  id: 'gitlab-ci',
  label: 'GitLab CI',
  language: 'yaml',
  hint: `A job. Save the URL as a masked variable named ${urlVariable}, without expansion of references in it.`,
  text: () => `post-to-carillon:
  stage: .post
  when: on_failure
  image: curlimages/curl:8.10.1
  script:
    - >-
      curl -sS --fail-with-body --retry 5
      --header 'Content-Type: application/json'
      --data "{\\"Content\\":\\"$CI_PROJECT_PATH failed on $CI_COMMIT_REF_SLUG: $CI_PIPELINE_URL\\"}"
      "$${urlVariable}"
`,
};
