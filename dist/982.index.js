export const id = 982;
export const ids = [982];
export const modules = {

/***/ 8982:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  OUTPUTS: () => (/* binding */ OUTPUTS),
  run: () => (/* binding */ run),
  runPost: () => (/* binding */ runPost)
});

// EXTERNAL MODULE: ./src/github/inputs.ts
var inputs = __webpack_require__(5446);
// EXTERNAL MODULE: ./src/github/results.ts
var github_results = __webpack_require__(617);
// EXTERNAL MODULE: ./src/github/saved.ts
var saved = __webpack_require__(6264);
// EXTERNAL MODULE: ./src/run/outcome.ts
var run_outcome = __webpack_require__(6497);
// EXTERNAL MODULE: ./src/actions/connection.ts
var actions_connection = __webpack_require__(4175);
// EXTERNAL MODULE: ./src/actions/findings.ts
var findings = __webpack_require__(9433);
// EXTERNAL MODULE: ./src/actions/main.ts + 16 modules
var main = __webpack_require__(2010);
// EXTERNAL MODULE: ./src/actions/report.ts + 4 modules
var report = __webpack_require__(9008);
// EXTERNAL MODULE: ./src/github/pull-request.ts
var pull_request = __webpack_require__(2524);
// EXTERNAL MODULE: ./src/report/comment.ts
var report_comment = __webpack_require__(4231);
;// CONCATENATED MODULE: ./src/run/marker.ts
const MARKER = / \[(?:([^\s#@[\]]+)(?:#(\d+))?(?:@([0-9a-f]+))? )?(\d+)\.(\d+) (\w+)\]$/;
/** Characters of a commit: enough to tell it apart in any repository. */
const COMMIT = 12;
/** A run's message with its origin at the end, by which the run can be found again. */
function mark(message, { repository, pullRequest, commit, workflowRun, attempt, step }) {
    const of = pullRequest === undefined ? '' : `#${pullRequest}`;
    const at = commit === undefined ? '' : `@${commit.slice(0, COMMIT)}`;
    const place = repository === undefined ? '' : `${repository}${of}${at} `;
    return `${message} [${place}${workflowRun}.${attempt} ${step}]`;
}
/** The origin that a message ends with. Undefined where it has none: such a run is not of this action's making. */
function originOf(message) {
    const [, repository, pullRequest, commit, workflowRun, attempt, step] = MARKER.exec(message) ?? [];
    if (step === undefined)
        return undefined;
    return {
        repository,
        pullRequest: pullRequest === undefined ? undefined : Number(pullRequest),
        commit,
        workflowRun: Number(workflowRun),
        attempt: Number(attempt),
        step
    };
}
/** Whether a step takes the place of another: both plan for the same pull request, and the other belongs to an earlier workflow run. */
const supersedes = (newer, older) => newer.pullRequest !== undefined &&
    newer.pullRequest === older.pullRequest &&
    newer.repository === older.repository &&
    (older.workflowRun < newer.workflowRun || (older.workflowRun === newer.workflowRun && older.attempt < newer.attempt));
/** Whether two commits are the same, as far as both are written out. */
const sameCommit = (a, b) => a !== undefined && a.slice(0, COMMIT) === b?.slice(0, COMMIT);

// EXTERNAL MODULE: ./src/run/read-changes.ts
var read_changes = __webpack_require__(7081);
// EXTERNAL MODULE: ./src/actions/comment.ts
var actions_comment = __webpack_require__(4054);
;// CONCATENATED MODULE: ./src/actions/reviewed.ts





/** Reads what a plan would change, and where `apply-only-if` asks for it, what was reported for review. */
async function examine(world, tfe, inputs, run) {
    const planned = (await (0,read_changes/* readChanges */.S)(tfe, run, world.signal))?.changes;
    if (!inputs.applyOnlyIf.includes('reviewed'))
        return { planned, reviewed: undefined };
    const found = await reviewedRun(world, tfe, inputs, run);
    if ('missing' in found)
        return { planned, reviewed: found };
    const reviewed = (await (0,read_changes/* readChanges */.S)(tfe, found, world.signal))?.changes;
    return {
        planned,
        reviewed: reviewed ?? { missing: `What the reviewed run ${found.id} would have changed can not be read` }
    };
}
/**
 * The run whose plan was reported on the merged pull request. The comment can be edited by anyone with write access, so it gives only the run's
 * id: that the run planned the merged commit in this workspace, the run itself says.
 */
async function reviewedRun(world, tfe, inputs, run) {
    const { GITHUB_REPOSITORY: repository, GITHUB_SHA: commit = '' } = world.env;
    const { githubToken } = inputs.report;
    if (githubToken === undefined)
        return { missing: '`github-token` is empty: the merged pull request can not be read' };
    try {
        const pulls = await pull_request/* PullRequests */.u.connect(githubToken, world.env, world.clock, world.signal);
        const merged = await pulls.merged(commit);
        if (merged === undefined)
            return { missing: `No pull request was merged as the commit ${commit}` };
        const key = (0,actions_comment/* commentKey */.Td)(world, inputs);
        const comment = await pulls.findComment(merged.number, body => (0,report_comment/* reportedRun */.T)(body, key) !== undefined);
        const id = (0,report_comment/* reportedRun */.T)(comment?.body ?? '', key);
        if (id === undefined || id === '')
            return { missing: `No plan of this workspace was reported on pull request #${merged.number}` };
        const reviewed = await tfe.runs.read(id, { signal: world.signal });
        const origin = originOf(reviewed.message ?? '');
        if (reviewed.workspaceId !== run.workspaceId)
            return { missing: `The reported run ${id} is of another workspace` };
        if (origin?.repository !== repository ||
            origin?.pullRequest !== merged.number ||
            !sameCommit(origin.commit, merged.head)) {
            return {
                missing: `The reported run ${id} did not plan ${merged.head.slice(0, 7)}, the last commit of pull request #${merged.number}`
            };
        }
        return reviewed;
    }
    catch (error) {
        if (error instanceof pull_request/* MissingPermission */.c)
            return { missing: error.message };
        throw error;
    }
}

// EXTERNAL MODULE: ./src/actions/run-inputs.ts + 1 modules
var run_inputs = __webpack_require__(7959);
// EXTERNAL MODULE: ./src/actions/run-results.ts + 11 modules
var run_results = __webpack_require__(668);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/github/event.ts
var github_event = __webpack_require__(5015);
// EXTERNAL MODULE: ./src/github/git.ts
var git = __webpack_require__(6891);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/tfe/retry.ts
var retry = __webpack_require__(9455);
;// CONCATENATED MODULE: ./src/run/create.ts


/** Looks for a run whose creation was not answered, and milliseconds between them: it may be listed a moment later. */
const LOOKS = 3;
const BETWEEN_LOOKS = 2_000;
/** How many of the newest runs are looked at. */
const NEWEST = 100;
/**
 * Creates a run, once. Where no answer comes, the run is looked for by the step that its message names before it is asked for again: two
 * runs of one step would both wait to be applied.
 */
async function createRun(tfe, run, step) {
    for (let attempts = 2;; attempts--) {
        try {
            return await tfe.runs.create(run);
        }
        catch (error) {
            if (!(0,retry/* mayBeDone */.VH)(error))
                throw error;
            const found = await findRun(tfe, run.workspaceId, run.planOnly, step);
            if (found !== undefined)
                return found;
            if (attempts <= 1)
                throw error;
        }
    }
}
/** The run of a step, among the newest of the workspace. */
async function findRun(tfe, workspaceId, planOnly, step) {
    for (let looks = 1;; looks++) {
        let seen = 0;
        for await (const run of tfe.runs.list(workspaceId, { planOnly })) {
            if (originOf(run.message ?? '')?.step === step)
                return run;
            if (++seen >= NEWEST)
                break;
        }
        if (looks >= LOOKS)
            return undefined;
        await tfe.http.connection.clock.sleep(BETWEEN_LOOKS);
    }
}

// EXTERNAL MODULE: ./src/tfe/locks.ts
var locks = __webpack_require__(5809);
;// CONCATENATED MODULE: ./src/run/preflight.ts

/** Why a workspace will not do what is asked of it, with the fix: known before anything is uploaded. */
function obstacles(workspace, { operation, mode }) {
    const { name, executionMode, permissions, hasVcs } = workspace;
    const applies = operation !== 'plan';
    const known = [
        [
            executionMode === 'local',
            `its execution mode is local, in which the service stores the state and runs nothing: set it to remote or agent in the workspace's settings`
        ],
        [
            permissions.queueRun === false,
            `the token may not queue runs in it: give the token's team the permission to plan. Organization tokens never may: use a team's or a user's`
        ],
        [
            applies && hasVcs,
            `it is connected to a repository, and takes what it applies from there alone: set \`operation\` to plan, or disconnect the repository`
        ],
        [
            applies && permissions.queueRun !== false && permissions.queueApply === false,
            `the token may plan in it, but not apply: set \`operation\` to plan, or give the token's team the permission to apply`
        ],
        [
            mode === 'destroy' && permissions.queueRun !== false && permissions.queueDestroy === false,
            `the token may not plan to destroy in it: give the token's team the permission to apply`
        ]
    ];
    return known.filter(([stands]) => stands).map(([, why]) => `\`workspace\`: "${name}" can't do this: ${why}`);
}
/** What a person should know before a run that takes the workspace's lock begins to wait for it. */
function lockNotice(workspace, { operation }) {
    const { name, locked, lockedBy } = workspace;
    if (!locked || operation !== 'apply' || lockedBy?.kind === 'run')
        return undefined;
    return `The workspace ${name} is locked${(0,locks/* holder */.Lm)(workspace)}. The run waits until it is unlocked.`;
}

// EXTERNAL MODULE: ./src/run/stop.ts
var stop = __webpack_require__(6941);
// EXTERNAL MODULE: ./src/run/status.ts
var run_status = __webpack_require__(2615);
;// CONCATENATED MODULE: ./src/run/supersede.ts



/**
 * Ends the plans that this action began for earlier commits of the same pull request, and no others: which those are, their messages say.
 * The list of runs is read once.
 */
async function supersede(tfe, workspaceId, origin, signal) {
    if (origin.pullRequest === undefined)
        return [];
    const runs = await Array.fromAsync(tfe.runs.list(workspaceId, { planOnly: true, statuses: run_status/* UNFINISHED */.yA }, { signal }));
    const superseded = runs.filter(({ isPlanOnly, message = '' }) => {
        const older = originOf(message);
        return isPlanOnly && older !== undefined && supersedes(origin, older);
    });
    return Promise.all(superseded.map(async (run) => ({
        run,
        stopped: await (0,stop/* stop */.d)(tfe, run, 'A newer commit of the pull request is planned')
    })));
}

// EXTERNAL MODULE: ./src/slug/working-directory.ts
var working_directory = __webpack_require__(5450);
// EXTERNAL MODULE: ./src/actions/configuration.ts + 15 modules
var configuration = __webpack_require__(1312);
;// CONCATENATED MODULE: ./src/actions/run-steps.ts
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});













/** The workspace, and a version of its configuration that is ready to be run. */
async function configure(world, tfe, inputs) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { configurationVersionId, directory, operation } = inputs;
        const lookup = lookUp(world, tfe, inputs);
        if (configurationVersionId !== undefined)
            return { workspace: await lookup, configurationVersionId };
        const packed = __addDisposableResource(env_1, await (0,configuration/* packDirectory */.j)(world, directory, lookup), true);
        const workspace = await lookup;
        const version = { speculative: operation === 'plan', provisional: operation === 'save-plan', autoQueueRuns: false };
        const { id } = await (0,configuration/* uploadArchive */.w)(world, tfe, workspace, packed.archive, version);
        return { workspace, configurationVersionId: id };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** The workspace, if it will do what is asked of it. */
async function lookUp({ log, signal }, tfe, inputs) {
    const workspace = await tfe.workspaces.readByName(inputs.organization, inputs.workspace, { signal });
    const problems = obstacles(workspace, inputs);
    if (problems.length > 0)
        throw new errors/* InputError */.dz(problems);
    if (inputs.configurationVersionId === undefined) {
        (0,working_directory/* checkWorkingDirectory */.d)(inputs.directory, workspace.workingDirectory, workspace.name);
    }
    const notice = lockNotice(workspace, inputs);
    if (notice !== undefined)
        log.warning(notice);
    return workspace;
}
/** Creates the run. From then on it is this step's to end, also when this process does not live to see the answer. */
async function begin(world, tfe, inputs, workspace, configurationVersionId) {
    const origin = run_steps_originOf(world);
    const message = mark(inputs.message ?? (await defaultMessage(world)), origin);
    const planOnly = inputs.operation === 'plan';
    if (planOnly && inputs.supersede)
        await endSuperseded(world, tfe, workspace, origin);
    world.signal.throwIfAborted();
    saved/* saved */._.own({ workspaceId: workspace.id, planOnly, step: origin.step });
    // A request that creates a run is not given up half-way: its answer names what has to be ended.
    const run = await createRun(tfe, {
        workspaceId: workspace.id,
        configurationVersionId,
        message,
        planOnly,
        savePlan: inputs.operation === 'save-plan',
        isDestroy: inputs.mode === 'destroy',
        refreshOnly: inputs.mode === 'refresh-only',
        refresh: inputs.refresh,
        allowEmptyApply: inputs.allowEmptyApply,
        targetAddrs: inputs.target,
        replaceAddrs: inputs.replace,
        variables: inputs.variables,
        terraformVersion: inputs.terraformVersion
    }, origin.step);
    saved/* saved */._.own({ runId: run.id });
    const url = (0,run_results/* runUrl */.Vp)(inputs.connection.site, inputs.organization, workspace.name, run.id);
    world.log.info(`Run ${run.id}: ${url}`);
    return { run, url };
}
/** Ends what is left of a step that did not live to do it. */
async function endLeftover({ log }, tfe, owned) {
    const run = 'runId' in owned
        ? await tfe.runs.read(owned.runId)
        : await findRun(tfe, owned.workspaceId, owned.planOnly, owned.step);
    if (run === undefined)
        return;
    log.info(`Run ${run.id}: ${run_results/* WORDS */.q9[await (0,stop/* stop */.d)(tfe, run, 'The GitHub job ended before this run did')]}.`);
}
/** Plans of earlier commits are of no use any more. That they can't be ended is no reason not to plan. */
async function endSuperseded({ log, signal }, tfe, workspace, origin) {
    try {
        for (const { run, stopped } of await supersede(tfe, workspace.id, origin, signal)) {
            log.info(`Run ${run.id}, which planned an earlier commit of the pull request: ${run_results/* WORDS */.q9[stopped]}.`);
        }
    }
    catch (error) {
        signal.throwIfAborted();
        log.warning(`Plans of earlier commits can't be ended: ${error instanceof Error ? error.message : String(error)}`);
    }
}
/** Which step of which workflow run this is. */
function run_steps_originOf({ env }) {
    const event = (0,github_event/* readEvent */.j_)(env);
    return {
        repository: env.GITHUB_REPOSITORY,
        pullRequest: (0,github_event/* pullRequestNumber */.Kd)(event),
        commit: (0,github_event/* headCommit */.Qo)(event, env),
        workflowRun: Number(env.GITHUB_RUN_ID ?? 0),
        attempt: Number(env.GITHUB_RUN_ATTEMPT ?? 1),
        step: (0,external_node_crypto_.randomBytes)(4).toString('hex')
    };
}
/** What a run is called where nobody said: what was committed. */
async function defaultMessage({ env }) {
    const { GITHUB_SHA: commit = '', GITHUB_WORKSPACE: checkout = '.' } = env;
    const subject = /^[0-9a-f]+$/.test(commit) ? await (0,git/* commitSubject */.s)(checkout, commit) : undefined;
    if (subject !== undefined)
        return subject;
    return commit === '' ? 'Queued by GitHub Actions' : `Queued by GitHub Actions for ${commit.slice(0, 7)}`;
}

// EXTERNAL MODULE: ./src/actions/terraform-outputs.ts
var terraform_outputs = __webpack_require__(3468);
;// CONCATENATED MODULE: ./src/actions/run.ts













/** The outputs that action.yml declares. */
const OUTPUTS = [...run_results/* RUN */.oq, ...findings/* FINDINGS */.T, ...report/* REPORT */.ri, ...github_results/* EXPORTS */.If];
/** The root action: a directory becomes a run, and the run outputs. */
const run = (outside) => (0,main/* main */.iW)(async (world) => {
    const inputs = (0,run_inputs/* runInputs */.H)(world.read, world.env);
    const tfe = (0,main/* connect */.Ng)(world, inputs.connection);
    const results = new github_results/* Results */.nB(world.log, OUTPUTS);
    const { workspace, configurationVersionId } = await configure(world, tfe, inputs);
    results.set('configuration-version-id', configurationVersionId);
    const { run: begun, url } = await begin(world, tfe, inputs, workspace, configurationVersionId);
    (0,run_results/* tell */.qz)(results, begun, url);
    if (!inputs.wait) {
        saved/* saved */._.release();
        return;
    }
    const outcome = await (0,run_results/* toItsEnd */.lj)(world, tfe, begun, {
        ...inputs,
        conditions: inputs.applyOnlyIf,
        examine: planned => examine(world, tfe, inputs, planned)
    });
    (0,run_results/* tellOutcome */.G7)(results, outcome, url);
    const failed = (0,run_outcome/* failure */.V2)(outcome, url);
    let exported = [];
    try {
        if (failed)
            throw failed;
        exported = await (0,terraform_outputs/* exportOutputs */.VP)(world, tfe, await (0,run_results/* whatRemains */.I$)(world, tfe, outcome, workspace.id), inputs.exports, results);
    }
    finally {
        const outputs = outcome.ending === 'applied' ? exported : [];
        await (0,report/* report */.z8)(world, tfe, inputs, { workspace, outcome, failed: failed !== undefined, outputs, url }, results);
    }
    world.log.info(`${(0,run_outcome/* says */.FA)(outcome)}.`);
}, outside);
/** After the job: ends the run that a cancelled or failed step left behind, and no other. */
const runPost = (outside) => (0,main/* post */.bE)(async (world) => {
    const owned = saved/* saved */._.owned();
    if (owned === undefined)
        return;
    const connection = (0,inputs/* parse */.qg)(world.read, input => (0,actions_connection/* connectionInputs */.eu)(input, world.env));
    await endLeftover(world, (0,main/* connect */.Ng)(world, connection), owned);
}, outside);


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

/***/ 5809:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HJ: () => (/* binding */ takeLock),
/* harmony export */   Lm: () => (/* binding */ holder),
/* harmony export */   gF: () => (/* binding */ giveBackLock),
/* harmony export */   v9: () => (/* binding */ holds)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9455);


/**
 * A workspace's lock, held under an id that stands in its reason. Without the id it is another's, also where the same user holds it: every
 * job with the same token is that user. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#lock-a-workspace
 */
const ATTEMPTS = 3;
const FIRST_DELAY = 250;
const LONGEST_DELAY = 3_000;
const holds = ({ locked, lockedReason }, id) => locked && (lockedReason ?? '').includes(id);
/** Who holds the lock, and why: ` by the user bob ("migrating")`. Empty where the service says neither. */
function holder({ lockedBy, lockedReason }) {
    const who = lockedBy === undefined ? '' : ` by the ${lockedBy.kind} ${lockedBy.name ?? lockedBy.id}`;
    return `${who}${lockedReason === undefined ? '' : ` ("${lockedReason}")`}`;
}
/** Takes the lock. After a lost answer, the workspace itself tells whether it is taken. Another's lock is not waited for. */
async function takeLock(tfe, workspaceId, reason, id) {
    for (let left = ATTEMPTS;; left--) {
        try {
            await tfe.workspaces.lock(workspaceId, reason);
            return;
        }
        catch (error) {
            if (!_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD.is(error, 409) && !(0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .mayBeDone */ .VH)(error))
                throw error;
            const workspace = await tfe.workspaces.read(workspaceId);
            if (holds(workspace, id))
                return;
            if (workspace.locked) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RunFailed */ .fI(`The workspace ${workspace.name} is locked${holder(workspace)}. Nothing was written: run this again when it is unlocked.`, { cause: error });
            }
            if (left <= 1)
                throw error;
        }
    }
}
/** The service unlocks a workspace only when it has its newest state: 400 or 503, by the client's version. */
const PENDING = /state version\b.*\bpending/i;
const isPending = (error) => _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD.is(error, 400, 503) && error.problems.some(({ title, detail }) => PENDING.test(detail ?? title));
/**
 * Gives the lock back, for as long as that takes up to `patience` milliseconds. Only one with the id in its reason: where it is not there
 * any more, somebody has forced it, and the workspace as it is now comes back.
 */
async function giveBackLock(tfe, workspaceId, id, patience) {
    const { clock } = tfe.http.connection;
    const end = clock.now() + patience;
    let tried = false;
    for (let delay = FIRST_DELAY;; delay = Math.min(LONGEST_DELAY, delay * 2)) {
        const workspace = await tfe.workspaces.read(workspaceId);
        if (!holds(workspace, id))
            return tried ? undefined : workspace;
        try {
            await tfe.workspaces.unlock(workspaceId);
            return undefined;
        }
        catch (error) {
            const again = isPending(error) || (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .mayBeDone */ .VH)(error) || _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD.is(error, 409);
            if (!again || clock.now() >= end)
                throw error;
        }
        tried = true;
        await clock.sleep(delay);
    }
}


/***/ })

};
