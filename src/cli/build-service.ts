import path from 'node:path';
import { isWithin } from '#estate/discover';
import type { FormatName } from '#report/formats';

/** What is known of the build service a run is part of. */
export interface BuildService {
  readonly name: string;
  /** The format whose lines it takes out of the log by itself. */
  readonly annotations: FormatName | undefined;
  /** Absolute root of the checked-out repository, where the run is within it. */
  readonly repository: string | undefined;
  readonly linkTo: ((file: string, line: number, endLine: number) => string) | undefined;
}

/** The build service that an environment tells of; undefined elsewhere. */
export function buildService(env: NodeJS.ProcessEnv, cwd: string): BuildService | undefined {
  const within = (root: string | undefined): string | undefined =>
    root && (path.resolve(root) === cwd || isWithin(cwd, path.resolve(root)))
      ? path.resolve(root).replaceAll('\\', '/')
      : undefined;
  if (env.GITHUB_ACTIONS === 'true') {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit } = env;
    return {
      name: 'GitHub Actions',
      annotations: 'github',
      repository: within(env.GITHUB_WORKSPACE),
      linkTo:
        server && repository && commit
          ? (file, line, end) => `${server}/${repository}/blob/${commit}/${address(file)}#L${line}${end > line ? `-L${end}` : ''}`
          : undefined,
    };
  }
  if (env.TF_BUILD?.toLowerCase() === 'true') {
    const { BUILD_REPOSITORY_URI: repository, BUILD_REPOSITORY_PROVIDER: provider, BUILD_SOURCEVERSION: commit } = env;
    return {
      name: 'Azure Pipelines',
      annotations: 'azure',
      repository: within(env.BUILD_SOURCESDIRECTORY),
      linkTo:
        repository && provider === 'TfsGit' && commit
          ? (file, line, end) =>
              `${repository}?path=/${address(file)}&version=GC${commit}&line=${line}&lineEnd=${end + 1}&lineStartColumn=1&lineEndColumn=1`
          : undefined,
    };
  }
  if (env.GITLAB_CI === 'true') {
    const { CI_PROJECT_URL: project, CI_COMMIT_SHA: commit } = env;
    return {
      name: 'GitLab',
      // GitLab takes annotations from files alone.
      annotations: undefined,
      repository: within(env.CI_PROJECT_DIR),
      linkTo:
        project && commit
          ? (file, line, end) => `${project}/-/blob/${commit}/${address(file)}#L${line}${end > line ? `-${end}` : ''}`
          : undefined,
    };
  }
  if (env.TEAMCITY_VERSION) return { name: 'TeamCity', annotations: 'teamcity', repository: undefined, linkTo: undefined };
  return undefined;
}

function address(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
