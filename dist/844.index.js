export const id = 844;
export const ids = [844];
export const modules = {

/***/ 9844:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  WORKSPACES: () => (/* binding */ WORKSPACES),
  workspaces: () => (/* binding */ workspaces),
  workspacesInputs: () => (/* binding */ workspacesInputs)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/github/git.ts
var git = __webpack_require__(6891);
// EXTERNAL MODULE: ./src/github/event.ts
var github_event = __webpack_require__(5015);
// EXTERNAL MODULE: ./src/github/inputs.ts
var inputs = __webpack_require__(5446);
// EXTERNAL MODULE: ./src/github/pull-request.ts
var pull_request = __webpack_require__(2524);
// EXTERNAL MODULE: ./src/github/results.ts
var github_results = __webpack_require__(617);
;// CONCATENATED MODULE: ./src/run/concerned.ts
/** Whether a changed file concerns a workspace: it lies where the workspace runs, or where it is told to look as well. */
function isConcerned({ workingDirectory, triggerPrefixes }, files) {
    const directories = [workingDirectory ?? '', ...triggerPrefixes].map(normal);
    return directories.some(directory => directory === '' || files.some(file => file.startsWith(`${directory}/`)));
}
/** `./env//prod/` and `/env/prod` are `env/prod`. */
const normal = (path) => path
    .split('/')
    .filter(part => part !== '' && part !== '.')
    .join('/');

// EXTERNAL MODULE: ./src/actions/connection.ts
var connection = __webpack_require__(4175);
// EXTERNAL MODULE: ./src/actions/main.ts + 16 modules
var main = __webpack_require__(2010);
;// CONCATENATED MODULE: ./src/actions/workspaces.ts









const WORKSPACES = ['matrix', 'workspaces', 'count'];
/** Jobs that one matrix may make: https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations */
const MOST_JOBS = 256;
const workspacesInputs = (read, env) => (0,inputs/* parse */.qg)(read, input => ({
    connection: (0,connection/* connectionInputs */.eu)(input, env),
    organization: (0,connection/* organizationInput */.gM)(input, env),
    name: input.text('name'),
    project: input.text('project'),
    tags: input.lines('tags').map(line => {
        const [key = '', ...value] = line.split('=').map(part => part.trim());
        return { key, value: value.length === 0 ? undefined : value.join('=') };
    }),
    changedOnly: input.flag('changed-only'),
    githubToken: input.text('github-token')
}));
/** Lists workspaces as a matrix for a later job. */
const workspaces = (outside) => (0,main/* main */.iW)(async (world) => {
    const inputs = workspacesInputs(world.read, world.env);
    const { organization, name, project, tags } = inputs;
    const { log, signal } = world;
    const tfe = (0,main/* connect */.Ng)(world, inputs.connection);
    const results = new github_results/* Results */.nB(log, WORKSPACES);
    const projectId = project === undefined ? undefined : (await tfe.projects.findByName(organization, project, { signal }))?.id;
    if (project !== undefined && projectId === undefined) {
        throw new errors/* InputError */.dz([`\`project\`: there is no project "${project}" in ${organization} that the token may see`]);
    }
    const listed = await Array.fromAsync(tfe.workspaces.list(organization, { name, projectId, tags }, { signal }));
    const files = inputs.changedOnly ? await filesOf(world, inputs.githubToken) : undefined;
    const chosen = files === undefined ? listed : listed.filter(workspace => isConcerned(workspace, files));
    log.info(`${listed.length} workspaces${files === undefined ? '' : `, of which ${chosen.length} are concerned by ${files.length} changed files`}.`);
    if (chosen.length > MOST_JOBS) {
        throw new errors/* RunFailed */.fI(`${chosen.length} workspaces are more than the ${MOST_JOBS} jobs of one matrix: divide them by \`name\`, \`project\` or \`tags\`.`);
    }
    results.set('matrix', JSON.stringify({ include: chosen.map(entry) }));
    results.set('workspaces', JSON.stringify(chosen.map(workspace => workspace.name)));
    results.set('count', chosen.length);
}, outside);
/** What a job of the matrix reads as `matrix.workspace` and so on. */
const entry = ({ id, name, workingDirectory }) => ({
    workspace: name,
    'workspace-id': id,
    'working-directory': workingDirectory ?? ''
});
/** The files that the pull request or push changed. Undefined, and so everything, where nobody can tell. */
async function filesOf(world, githubToken) {
    const { env, log, clock, signal } = world;
    const { payload } = (0,github_event/* readEvent */.j_)(env);
    const { pull_request: pull, before, after } = payload;
    const [from, to] = pull === undefined ? [before, after] : [pull.base?.sha, pull.head?.sha];
    const known = from !== undefined && to !== undefined && !/^0+$/.test(from);
    const files = known ? await (0,git/* changedFiles */.Y)(env.GITHUB_WORKSPACE ?? '.', from, to, pull !== undefined) : undefined;
    if (files !== undefined)
        return files;
    if (pull?.number !== undefined && githubToken !== undefined) {
        const listed = await (await pull_request/* PullRequests */.u.connect(githubToken, env, clock, signal)).files(pull.number);
        if (listed !== undefined)
            return listed;
    }
    log.warning('Which files have changed can not be told, so that no workspace is left out. A checkout with `fetch-depth: 0` knows them.');
    return undefined;
}


/***/ }),

/***/ 5015:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kd: () => (/* binding */ pullRequestNumber),
/* harmony export */   Qo: () => (/* binding */ headCommit),
/* harmony export */   j_: () => (/* binding */ readEvent)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);

/** Reads the event of a job. One that can't be read is an event without content. */
function readEvent(env) {
    const name = env.GITHUB_EVENT_NAME ?? '';
    try {
        return { name, payload: JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(env.GITHUB_EVENT_PATH ?? '', 'utf8')) };
    }
    catch {
        return { name, payload: {} };
    }
}
/** The number of the pull request that an event is about, where the event itself says it. */
function pullRequestNumber({ payload }) {
    const { pull_request, issue, merge_group, workflow_run } = payload;
    return (pull_request?.number ??
        (issue?.pull_request === undefined ? undefined : issue.number) ??
        queued(merge_group?.head_ref) ??
        workflow_run?.pull_requests?.[0]?.number);
}
/** `refs/heads/gh-readonly-queue/main/pr-12-<sha>` */
function queued(headRef) {
    const number = /\/pr-(\d+)-[0-9a-f]+$/.exec(headRef ?? '')?.[1];
    return number === undefined ? undefined : Number(number);
}
/** The commit that people mean: of a pull request its head, and not the merge that GitHub made of it for the workflow. */
const headCommit = ({ payload }, env) => payload.pull_request?.head?.sha ?? payload.workflow_run?.head_sha ?? env.GITHUB_SHA;


/***/ }),

/***/ 6891:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ changedFiles),
/* harmony export */   s: () => (/* binding */ commitSubject)
/* harmony export */ });
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1260);

/** The first line of a commit's message. Undefined where there is no such commit, no repository, or no git. */
async function commitSubject(directory, commit) {
    const subject = await git(directory, ['log', '--max-count=1', '--format=%s', commit, '--']);
    return subject?.trim() === '' ? undefined : subject?.trim();
}
/**
 * The files that differ between two commits, from the top of the repository; `sinceFork` compares with where they parted. Undefined where
 * git can't tell: a checkout may have one commit only.
 */
async function changedFiles(directory, from, to, sinceFork) {
    const range = `${from}${sinceFork ? '...' : '..'}${to}`;
    const names = await git(directory, ['diff', '--name-only', '--no-renames', '-z', range, '--']);
    return names?.split('\0').filter(name => name !== '');
}
async function git(directory, args) {
    try {
        const { exitCode, stdout } = await (0,_actions_exec__WEBPACK_IMPORTED_MODULE_0__/* .getExecOutput */ .H)('git', args, {
            cwd: directory,
            silent: true,
            ignoreReturnCode: true
        });
        return exitCode === 0 ? stdout : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 2290:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ masksOf),
/* harmony export */   V: () => (/* binding */ formatOutput)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8301);

/** Shorter texts occur everywhere by chance: masking them would blot out the log, and tell what they are. */
const SHORTEST = 3;
/**
 * Everything to mask so that a sensitive value can't be read from a log: its leaves, the lines of those, and the forms in which it is set.
 * Booleans and null say nothing by themselves.
 */
function masksOf(value) {
    const texts = new Set(leaves(value).flatMap(forms));
    texts.add(formatOutput(value));
    const lengths = new Map(texts.values().map(text => [text, text.trim().length]));
    const tooShort = lengths.values().some(length => length > 0 && length < SHORTEST);
    return {
        texts: new Set(texts.values().filter(text => (lengths.get(text) ?? 0) >= SHORTEST && !isWord(text))),
        tooShort
    };
}
const isWord = (text) => ['true', 'false', 'null'].includes(text);
/** A string occurs as it is, line by line, and escaped in JSON. */
const forms = (leaf) => [
    leaf,
    ...leaf.split(/\r\n|\n|\r/),
    JSON.stringify(leaf).slice(1, -1)
];
function leaves(value) {
    if (typeof value === 'string')
        return [value];
    if (typeof value === 'number' || JSON.isRawJSON(value))
        return [JSON.stringify(value)];
    if (Array.isArray(value))
        return value.flatMap(leaves);
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(value) ? Object.values(value).flatMap(leaves) : [];
}
/** An output's text: strings as they are, everything else as compact JSON, in which numbers keep their digits. */
const formatOutput = (value) => (typeof value === 'string' ? value : JSON.stringify(value));


/***/ }),

/***/ 2524:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ MissingPermission),
/* harmony export */   u: () => (/* binding */ PullRequests)
/* harmony export */ });
/* harmony import */ var _event_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5015);

/** What GitHub refuses a token, and the line of a workflow that grants it. */
class MissingPermission extends Error {
    name = 'MissingPermission';
}
/** Files of a pull request that GitHub lists: https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files */
const MOST_FILES = 3_000;
/** Milliseconds that GitHub may ask to wait at a time, and how often. */
const PATIENCE = 60_000;
const WAITS = 4;
/** The pull requests of one repository, through GitHub's API. The client of that API is loaded when it is first needed. */
class PullRequests {
    #octokit;
    #repo;
    #clock;
    #signal;
    constructor(octokit, repository, clock, signal) {
        const [owner = '', repo = ''] = repository.split('/');
        this.#octokit = octokit;
        this.#repo = { owner, repo };
        this.#clock = clock;
        this.#signal = signal;
    }
    static async connect(token, env, clock, signal) {
        const { getOctokit } = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
        const octokit = getOctokit(token, { baseUrl: env.GITHUB_API_URL ?? 'https://api.github.com', log: QUIET });
        return new PullRequests(octokit, env.GITHUB_REPOSITORY ?? '', clock, signal);
    }
    /** The pull request that an event is about: what it says itself, else what GitHub knows of its commit or branch. */
    async ofEvent(event, env) {
        const said = (0,_event_js__WEBPACK_IMPORTED_MODULE_0__/* .pullRequestNumber */ .Kd)(event);
        if (said !== undefined)
            return said;
        if (event.name === 'push')
            return (await this.merged(env.GITHUB_SHA ?? ''))?.number;
        const { head_branch: branch, head_repository: from } = event.payload.workflow_run ?? {};
        if (branch === undefined || from?.owner?.login === undefined)
            return undefined;
        const head = `${from.owner.login}:${branch}`;
        const { data } = await this.#ask('read', () => this.#octokit.rest.pulls.list({ ...this.#repo, head, state: 'open', per_page: 1 }));
        return data[0]?.number;
    }
    /** The pull request that was merged as a commit, with the commit that was its head. */
    async merged(commit) {
        const { data } = await this.#ask('read', () => this.#octokit.rest.repos.listPullRequestsAssociatedWithCommit({ ...this.#repo, commit_sha: commit }));
        const pull = data.find(({ merged_at, merge_commit_sha }) => merged_at !== null && merge_commit_sha === commit);
        return pull && { number: pull.number, head: pull.head.sha };
    }
    /** The files that a pull request changes. Undefined where they are more than GitHub lists. */
    async files(number) {
        const names = [];
        for (let page = 1;; page++) {
            const { data } = await this.#ask('read', () => this.#octokit.rest.pulls.listFiles({ ...this.#repo, pull_number: number, per_page: 100, page }));
            // A file that moved concerns the directory that it left, too.
            names.push(...data.flatMap(({ filename, previous_filename }) => previous_filename === undefined ? [filename] : [filename, previous_filename]));
            if (names.length >= MOST_FILES)
                return undefined;
            if (data.length < 100)
                return names;
        }
    }
    /** The first of this token's own comments that `isOurs` knows, over all pages. */
    async findComment(number, isOurs) {
        const author = await this.#viewer();
        for (let page = 1;; page++) {
            const { data } = await this.#ask('read', () => this.#octokit.rest.issues.listComments({ ...this.#repo, issue_number: number, per_page: 100, page }));
            const found = data.find(({ body = '', user }) => user?.login === author && isOurs(body));
            if (found !== undefined)
                return { id: found.id, body: found.body ?? '', url: found.html_url };
            if (data.length < 100)
                return undefined;
        }
    }
    /** Writes a comment in place of `earlier`, or as a new one. Gives its address. */
    async writeComment(number, body, earlier) {
        const { issues } = this.#octokit.rest;
        if (earlier === undefined) {
            const { data } = await this.#ask('create', () => issues.createComment({ ...this.#repo, issue_number: number, body }));
            return data.html_url;
        }
        const { data } = await this.#ask('update', () => issues.updateComment({ ...this.#repo, comment_id: earlier.id, body }));
        return data.html_url;
    }
    /** Who the token's user is. `GET /user` is refused to a workflow's own token, GraphQL's viewer is not. */
    async #viewer() {
        const { viewer } = await this.#ask('read', () => this.#octokit.graphql('query { viewer { login } }'));
        return viewer.login;
    }
    /** Asks GitHub, as often as it says to come back later. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
    async #ask(what, request) {
        for (let waits = WAITS;; waits--) {
            try {
                return await request();
            }
            catch (error) {
                const wait = waitFor(error, what !== 'create', this.#clock.now());
                if (wait !== undefined && wait <= PATIENCE && waits > 0) {
                    await this.#clock.sleep(wait, this.#signal);
                    continue;
                }
                if (!isRefusal(error))
                    throw error;
                throw new MissingPermission(`GitHub refuses the token: add \`pull-requests: ${what === 'read' ? 'read' : 'write'}\` to the job's \`permissions\``, { cause: error });
            }
        }
    }
}
const isRequestError = (error) => Error.isError(error) && 'status' in error;
/** Whether a permission is what lacks. Other refusals, of a locked conversation for one, have words of their own. */
const isRefusal = (error) => isRequestError(error) &&
    (error.status === 401 ||
        error.status === 404 ||
        (error.status === 403 && /not accessible|must have/i.test(error.message)));
/** Milliseconds until GitHub may be asked again; undefined where that is no use, or might do a thing twice. */
function waitFor(error, repeatable, now) {
    if (!isRequestError(error))
        return undefined;
    const { status, message, response } = error;
    if (status >= 500)
        return repeatable ? 1_000 : undefined;
    if (status !== 403 && status !== 429)
        return undefined;
    const { 'retry-after': after, 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset } = response?.headers ?? {};
    if (after !== undefined)
        return Number(after) * 1000;
    if (remaining === '0' && reset !== undefined)
        return Math.max(0, Number(reset) * 1000 - now);
    return /secondary rate limit/i.test(message) ? PATIENCE : undefined;
}
const nothing = () => undefined;
const QUIET = { debug: nothing, info: nothing, warn: nothing, error: nothing };


/***/ }),

/***/ 617:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   If: () => (/* binding */ EXPORTS),
/* harmony export */   Jt: () => (/* binding */ fitsAnOutput),
/* harmony export */   nB: () => (/* binding */ Results)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7264);
/* harmony import */ var _masks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2290);




/** The outputs that hold Terraform's, and the state version that those are of. */
const EXPORTS = ['state-version-id', 'outputs', 'sensitive-outputs', 'outputs-file'];
/**
 * What a job may have for outputs, in bytes of UTF-16: one that is longer can't leave the job.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs
 */
const LONGEST = 1_048_576;
const fitsAnOutput = (text) => text.length * 2 <= LONGEST;
/**
 * The step's outputs. Each of ours whose name has a hyphen is also set with underscores.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-output-parameter
 */
class Results {
    #log;
    #taken;
    /** `own` are the outputs that the action declares. No Terraform output can take their place. */
    constructor(log, own) {
        this.#log = log;
        this.#taken = new Set(own.flatMap(name => [name, underscored(name)]));
    }
    /** Sets an output of the action's own, if its value is known. */
    set(name, value) {
        if (value !== undefined)
            this.#set([name, underscored(name)], String(value));
    }
    /** Sets an output by its names. One that is too long is left out whole: half of it would be worse than none. */
    #set(names, text) {
        if (!fitsAnOutput(text)) {
            this.#log.warning(`\`${names[0]}\` is not set: ${text.length} characters are more than GitHub takes for an output. Terraform's outputs are in the file that \`outputs-file\` names.`);
            return;
        }
        for (const name of new Set(names))
            _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .setOutput */ .uH(name, text);
    }
    /** Masks all of a secret's forms. Says which secret can't be masked in full. */
    #mask(name, value) {
        const { texts, tooShort } = (0,_masks_js__WEBPACK_IMPORTED_MODULE_3__/* .masksOf */ .J)(value);
        for (const text of texts)
            this.#log.mask(text);
        if (tooShort) {
            this.#log.warning(`The sensitive output "${name}" holds values of one or two characters, which are not masked: they would be masked everywhere.`);
        }
    }
    /**
     * Exports Terraform's outputs: each by its own name behind `prefix`, all of them as one object, and as a file. Sensitive ones are
     * kept apart, since GitHub drops a whole job output in which a masked value occurs.
     */
    async export(outputs, prefix, directory) {
        const sensitive = outputs.filter(output => output.sensitive);
        const plain = outputs.filter(output => !output.sensitive);
        for (const { name, value } of sensitive)
            this.#mask(name, value);
        for (const { name, value } of outputs)
            this.#setByName(prefix + name, (0,_masks_js__WEBPACK_IMPORTED_MODULE_3__/* .formatOutput */ .V)(value));
        this.#setExport('outputs', asObject(plain));
        if (sensitive.length > 0)
            this.#setExport('sensitive-outputs', asObject(sensitive));
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, `terraform-outputs-${crypto.randomUUID()}.json`);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(file, asObject(outputs), { mode: 0o600, flag: 'wx' });
        this.#setExport('outputs-file', file);
        this.#warnOfDropped(plain);
    }
    #setExport(name, text) {
        this.#set([name, underscored(name)], text);
    }
    /** The runner compares the names of outputs without case: the first one stays. What is no name could set other outputs as well. */
    #setByName(name, text) {
        if (!NAME.test(name)) {
            this.#log.warning(`The Terraform output ${JSON.stringify(name)} is not set under its own name, which is none that Terraform allows: it is in \`outputs\`.`);
            return;
        }
        const key = name.toLowerCase();
        if (this.#taken.has(key)) {
            this.#log.warning(`The Terraform output "${name}" is not set under its own name, which is taken: it is in \`outputs\`. Set \`output-prefix\` to tell them apart.`);
            return;
        }
        this.#taken.add(key);
        this.#set([name], text);
    }
    #warnOfDropped(plain) {
        const masked = [...this.#log.masked].map(text => RegExp.escape(text));
        const secret = new RegExp(masked.join('|'));
        const dropped = masked.length === 0 ? [] : plain.filter(({ value }) => secret.test((0,_masks_js__WEBPACK_IMPORTED_MODULE_3__/* .formatOutput */ .V)(value)));
        if (dropped.length === 0)
            return;
        const names = dropped.map(({ name }) => `"${name}"`).join(', ');
        this.#log.warning(`A sensitive value occurs in ${names}. GitHub drops job outputs that hold masked values: for other jobs, these and \`outputs\` are empty.`);
    }
}
/** What Terraform's names are made of: https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers */
const NAME = /^[\p{ID_Continue}-]+$/u;
const underscored = (name) => name.replaceAll('-', '_');
const asObject = (outputs) => JSON.stringify(Object.fromEntries(outputs.map(({ name, value }) => [name, value])));


/***/ })

};
