export const id = 531;
export const ids = [531,958];
export const modules = {

/***/ 5686:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HY: () => (/* binding */ readGivenRun),
/* harmony export */   MS: () => (/* binding */ givenRunInputs),
/* harmony export */   gu: () => (/* binding */ settled)
/* harmony export */ });
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5446);
/* harmony import */ var _run_status_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2615);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4175);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4739);
/* harmony import */ var _run_results_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1947);





/** Inputs of an action on one run, which it is given by its id. */
const givenRunInputs = (read, env, build) => (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(read, input => ({
    connection: (0,_connection_js__WEBPACK_IMPORTED_MODULE_4__/* .connectionInputs */ .eu)(input, env),
    runId: input.id('run-id', 'run-'),
    ...build(input)
}));
/** Reads the run, and says which it is. */
async function readGivenRun(world, { connection, runId }) {
    const tfe = (0,_main_js__WEBPACK_IMPORTED_MODULE_2__/* .connect */ .Ng)(world, connection);
    const { run, organization, workspace } = await tfe.runs.locate(runId, { signal: world.signal });
    const isLocated = organization !== undefined && workspace !== undefined;
    const url = isLocated ? (0,_run_results_js__WEBPACK_IMPORTED_MODULE_3__/* .runUrl */ .Vp)(connection.site, organization, workspace, run.id) : undefined;
    world.log.info(`Run ${run.id}${url === undefined ? '' : `: ${url}`}`);
    return { tfe, run, url };
}
/** Milliseconds between two looks at a run that is ending, and that it may take. */
const BETWEEN_LOOKS = 1_500;
const PATIENCE = 300_000;
/** Waits for a run to be over, or to be as `enough` says. What it is after five minutes is what it is. */
async function settled({ clock, signal }, tfe, run, enough = () => false) {
    const end = clock.now() + PATIENCE;
    let latest = await tfe.runs.read(run.id, { signal });
    while ((0,_run_status_js__WEBPACK_IMPORTED_MODULE_1__/* .meaning */ .ak)(latest.status) !== 'ended' && !enough(latest) && clock.now() < end) {
        await clock.sleep(BETWEEN_LOOKS, signal);
        latest = await tfe.runs.read(run.id, { signal });
    }
    return latest;
}


/***/ }),

/***/ 5531:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runApply: () => (/* binding */ runApply),
/* harmony export */   runApplyInputs: () => (/* binding */ runApplyInputs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5467);
/* harmony import */ var _github_saved_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6264);
/* harmony import */ var _run_outcome_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6497);
/* harmony import */ var _given_run_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5686);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4739);
/* harmony import */ var _run_results_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1947);
/* harmony import */ var _run_wait_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3958);
/* harmony import */ var _terraform_outputs_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2097);









const runApplyInputs = (read, env) => (0,_given_run_js__WEBPACK_IMPORTED_MODULE_4__/* .givenRunInputs */ .MS)(read, env, input => ({
    comment: input.text('comment'),
    timeout: input.duration('timeout'),
    exports: (0,_terraform_outputs_js__WEBPACK_IMPORTED_MODULE_8__/* .exportInputs */ .W)(input)
}));
/** Confirms exactly the plan that a run has made, and follows its apply. From the confirmation on it is this step's to end. */
const runApply = () => (0,_main_js__WEBPACK_IMPORTED_MODULE_5__/* .main */ .iW)(async (world) => {
    const { comment, timeout, exports, ...inputs } = runApplyInputs(world.read, world.env);
    const { tfe, run, url = run.id } = await (0,_given_run_js__WEBPACK_IMPORTED_MODULE_4__/* .readGivenRun */ .HY)(world, inputs);
    if (run.isPlanOnly)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz([`\`run-id\`: ${run.id} is a speculative plan, which can't be applied`]);
    const results = new _github_results_js__WEBPACK_IMPORTED_MODULE_1__/* .Results */ .n(world.log, _run_wait_js__WEBPACK_IMPORTED_MODULE_7__.RUN_WAIT);
    _github_saved_js__WEBPACK_IMPORTED_MODULE_2__/* .saved */ ._.own({ runId: run.id });
    const course = { operation: 'apply', comment, timeout, onTimeout: 'cancel', onCancel: 'cancel' };
    const outcome = await (0,_run_results_js__WEBPACK_IMPORTED_MODULE_6__/* .toItsEnd */ .lj)(world, tfe, run, course);
    (0,_run_results_js__WEBPACK_IMPORTED_MODULE_6__/* .tellOutcome */ .G7)(results, outcome, url);
    const failed = (0,_run_outcome_js__WEBPACK_IMPORTED_MODULE_3__/* .failure */ .V2)(outcome, url);
    if (failed)
        throw failed;
    world.log.info(`${(0,_run_outcome_js__WEBPACK_IMPORTED_MODULE_3__/* .says */ .FA)(outcome)}.`);
    await (0,_terraform_outputs_js__WEBPACK_IMPORTED_MODULE_8__/* .exportOutputs */ .V)(world, tfe, await (0,_run_results_js__WEBPACK_IMPORTED_MODULE_6__/* .whatRemains */ .I$)(world, tfe, outcome, run.workspaceId), exports, results);
});


/***/ }),

/***/ 7959:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  B: () => (/* binding */ limitInputs),
  H: () => (/* binding */ runInputs)
});

// EXTERNAL MODULE: ./src/github/inputs.ts
var inputs = __webpack_require__(5446);
// EXTERNAL MODULE: ./src/json.ts
var src_json = __webpack_require__(8301);
;// CONCATENATED MODULE: ./src/run/variables.ts

const NAME = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;
/**
 * Reads variables as `name = value` lines, or as one JSON object. A line's value is a string as it stands, as with Terraform's own
 * `-var`: Terraform turns "3" and "true" into the number and the boolean that a variable's type asks for, where a number could not be turned
 * back into the string "1.10". JSON lists and objects are what they say; so is a string in quotes.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#create-a-run
 */
function parseVariables(source) {
    return source.trimStart().startsWith('{') ? fromObject(source) : fromLines(source);
}
function fromObject(source) {
    const json = tryParse(source);
    if (!(0,src_json/* isObject */.G)(json))
        return { variables: [], problems: ['it begins with { but is not a JSON object'] };
    const bad = Object.keys(json).filter(name => !NAME.test(name));
    return {
        variables: Object.entries(json).map(([key, value]) => ({ key, value: toHcl(value) })),
        problems: bad.map(name => `"${name}" is not the name of a variable`)
    };
}
function fromLines(source) {
    const values = new Map();
    const problems = [];
    for (const [index, line] of source.split(/\r?\n/).entries()) {
        const text = line.trim();
        if (text === '' || text.startsWith('#'))
            continue;
        const at = `line ${index + 1}`;
        const equals = text.indexOf('=');
        const name = text.slice(0, Math.max(0, equals)).trim();
        const value = fromText(text.slice(equals + 1).trim());
        if (!NAME.test(name))
            problems.push(`${at} is not of the form name = value`);
        else if (values.has(name))
            problems.push(`${at} gives ${name} a second time`);
        else if (value === undefined)
            problems.push(`${at}: the value of ${name} begins as a list, object or quoted string does, but is not JSON`);
        else
            values.set(name, toHcl(value));
    }
    return { variables: Array.from(values, ([key, value]) => ({ key, value })), problems };
}
/** What the text after a name stands for; undefined where it begins as JSON and is not. */
const fromText = (text) => (/^["[{]/.test(text) ? tryParse(text) : text);
function tryParse(text) {
    try {
        return (0,src_json/* parseJson */.q)(text);
    }
    catch {
        return undefined;
    }
}
/** HCL source for a value: https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
function toHcl(value) {
    if (typeof value === 'string')
        return quote(value);
    if ((0,src_json/* isObject */.G)(value))
        return `{${Object.entries(value)
            .map(([name, item]) => ` ${quote(name)} = ${toHcl(item)}`)
            .join(',')} }`;
    if (Array.isArray(value))
        return `[${value.map(toHcl).join(', ')}]`;
    return JSON.stringify(value);
}
const ESCAPES = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };
/** Templates are taken literally: `${` and `%{` are doubled. Other control characters have no short escape in HCL. */
const quote = (text) => `"${text
    .toWellFormed()
    .replace(/[\n\r\t"\\]/g, character => ESCAPES[character] ?? character)
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/([$%])(?=\{)/g, '$1$1')}"`;

// EXTERNAL MODULE: ./src/actions/connection.ts
var connection = __webpack_require__(4175);
// EXTERNAL MODULE: ./src/actions/terraform-outputs.ts + 1 modules
var terraform_outputs = __webpack_require__(2097);
;// CONCATENATED MODULE: ./src/actions/run-inputs.ts




/** Milliseconds that a run may be queued where nobody says. */
const QUEUE_TIMEOUT = 3_600_000;
/** The root action's inputs: what each may be, and which contradict each other. */
const runInputs = (read, env) => (0,inputs/* parse */.qg)(read, input => {
    const inputs = {
        connection: (0,connection/* connectionInputs */.eu)(input, env),
        ...(0,connection/* workspaceInputs */.XW)(input, env),
        directory: input.text('directory') ?? env.GITHUB_WORKSPACE ?? '.',
        configurationVersionId: input.text('configuration-version-id'),
        operation: input.choice('operation', ['plan', 'apply', 'save-plan']),
        mode: input.choice('mode', ['normal', 'destroy', 'refresh-only']),
        message: input.text('message'),
        target: input.lines('target'),
        replace: input.lines('replace'),
        variables: variables(input),
        refresh: input.flag('refresh'),
        allowEmptyApply: input.flag('allow-empty-apply'),
        terraformVersion: input.text('terraform-version'),
        expectNoChanges: input.flag('expect-no-changes'),
        supersede: input.flag('supersede'),
        wait: input.flag('wait'),
        ...limitInputs(input),
        onTimeout: input.choice('on-timeout', ['cancel', 'leave']),
        onCancel: input.choice('on-cancel', ['cancel', 'leave']),
        exports: (0,terraform_outputs/* exportInputs */.W)(input)
    };
    for (const [name, problem] of conflicts(input, inputs))
        input.reject(name, problem);
    return inputs;
});
/** How long to wait for a run. */
const limitInputs = (input) => ({
    queueTimeout: input.duration('queue-timeout') ?? QUEUE_TIMEOUT,
    timeout: input.duration('timeout')
});
function variables(input) {
    const { variables: values, problems } = parseVariables(input.text('variables') ?? '');
    for (const problem of problems)
        input.reject('variables', problem);
    return values;
}
/** Inputs that can't be meant together, each with why. */
function conflicts(input, given) {
    const { configurationVersionId, operation, mode, replace, refresh, allowEmptyApply, terraformVersion, expectNoChanges, wait, exports } = given;
    const plans = operation === 'plan';
    const unwaited = 'no effect beside `wait` false, which ends the step before';
    const rules = [
        [
            configurationVersionId !== undefined && input.text('directory') !== undefined,
            'directory',
            'no effect beside `configuration-version-id`, which is uploaded already: give one of them'
        ],
        [
            !plans && terraformVersion !== undefined,
            'terraform-version',
            'for plans alone: leave it out, or set `operation` to plan'
        ],
        [!plans && expectNoChanges, 'expect-no-changes', 'for plans alone: leave it out, or set `operation` to plan'],
        [plans && allowEmptyApply, 'allow-empty-apply', 'no effect beside `operation` plan, which applies nothing'],
        [mode !== 'normal' && replace.length > 0, 'replace', `not possible beside \`mode\` ${mode}`],
        [mode === 'refresh-only' && !refresh, 'refresh', 'not false beside `mode` refresh-only, which does nothing else'],
        [!wait && exports.prefix !== '', 'output-prefix', unwaited],
        [!wait && exports.sensitive === 'mask', 'sensitive-outputs', unwaited],
        [!wait && expectNoChanges, 'expect-no-changes', unwaited],
        [!wait && input.text('timeout') !== undefined, 'timeout', unwaited],
        [!wait && input.text('queue-timeout') !== undefined, 'queue-timeout', unwaited]
    ];
    return rules.filter(([conflict]) => conflict).map(([, name, problem]) => [name, problem]);
}


/***/ }),

/***/ 3958:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RUN_WAIT: () => (/* binding */ RUN_WAIT),
/* harmony export */   runWait: () => (/* binding */ runWait),
/* harmony export */   runWaitInputs: () => (/* binding */ runWaitInputs)
/* harmony export */ });
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5467);
/* harmony import */ var _run_outcome_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6497);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9433);
/* harmony import */ var _given_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5686);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4739);
/* harmony import */ var _run_inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7959);
/* harmony import */ var _run_results_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1947);
/* harmony import */ var _terraform_outputs_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2097);








const RUN_WAIT = [..._run_results_js__WEBPACK_IMPORTED_MODULE_6__/* .RUN */ .oq, ..._findings_js__WEBPACK_IMPORTED_MODULE_2__/* .FINDINGS */ .T, ..._github_results_js__WEBPACK_IMPORTED_MODULE_0__/* .EXPORTS */ .I];
const runWaitInputs = (read, env) => (0,_given_run_js__WEBPACK_IMPORTED_MODULE_3__/* .givenRunInputs */ .MS)(read, env, input => ({ ...(0,_run_inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .limitInputs */ .B)(input), exports: (0,_terraform_outputs_js__WEBPACK_IMPORTED_MODULE_7__/* .exportInputs */ .W)(input) }));
/** Follows a run that was begun elsewhere to where it ends or waits for its confirmation. It is not this step's to end. */
const runWait = () => (0,_main_js__WEBPACK_IMPORTED_MODULE_4__/* .main */ .iW)(async (world) => {
    const inputs = runWaitInputs(world.read, world.env);
    const { tfe, run, url = run.id } = await (0,_given_run_js__WEBPACK_IMPORTED_MODULE_3__/* .readGivenRun */ .HY)(world, inputs);
    const results = new _github_results_js__WEBPACK_IMPORTED_MODULE_0__/* .Results */ .n(world.log, RUN_WAIT);
    (0,_run_results_js__WEBPACK_IMPORTED_MODULE_6__/* .tell */ .qz)(results, run, url);
    const outcome = await (0,_run_results_js__WEBPACK_IMPORTED_MODULE_6__/* .toItsEnd */ .lj)(world, tfe, run, {
        ...inputs,
        operation: 'plan',
        onTimeout: 'leave',
        onCancel: 'leave'
    });
    (0,_run_results_js__WEBPACK_IMPORTED_MODULE_6__/* .tellOutcome */ .G7)(results, outcome, url);
    const failed = (0,_run_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .failure */ .V2)(outcome, url);
    if (failed)
        throw failed;
    world.log.info(`${(0,_run_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .says */ .FA)(outcome)}.`);
    await (0,_terraform_outputs_js__WEBPACK_IMPORTED_MODULE_7__/* .exportOutputs */ .V)(world, tfe, await (0,_run_results_js__WEBPACK_IMPORTED_MODULE_6__/* .whatRemains */ .I$)(world, tfe, outcome, run.workspaceId), inputs.exports, results);
});


/***/ }),

/***/ 2097:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W: () => (/* binding */ exportInputs),
  V: () => (/* binding */ exportOutputs)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
;// CONCATENATED MODULE: ./src/run/outputs.ts

/** Milliseconds that the service may take to extract the outputs of a state it has accepted. */
const PROCESSING = 300_000;
const FIRST_POLL = 500;
const LONGEST_POLL = 5_000;
/** Requests for sensitive values at a time: far below the 30 a second that a user may make. */
const CONCURRENCY = 5;
/** Waits until the service has extracted what a state holds: before that its lists may be empty for no other reason. */
async function processed(tfe, first, signal) {
    const { clock } = tfe.http.connection;
    const end = clock.now() + PROCESSING;
    let stateVersion = first;
    for (let delay = FIRST_POLL; !stateVersion.resourcesProcessed; delay = Math.min(LONGEST_POLL, delay * 2)) {
        if (clock.now() > end) {
            throw new errors/* RunFailed */.fI(`state version ${first.id} was not processed within ${PROCESSING / 60_000} minutes: its outputs are not known`);
        }
        await clock.sleep(delay, signal);
        stateVersion = await tfe.stateVersions.read(first.id, { signal });
    }
    return stateVersion;
}
/**
 * The outputs that a state version holds, by name. Lists withhold sensitive values; each of `reveal` is asked for by its own id.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-version-outputs
 */
async function readOutputs(tfe, stateVersion, reveal, signal) {
    const ready = await processed(tfe, stateVersion, signal);
    const outputs = await Array.fromAsync(tfe.stateVersionOutputs.list(ready.id, { signal }));
    const withheld = outputs.entries().filter(([, output]) => output.sensitive && reveal(output));
    const next = async () => {
        // The workers share one iterator, and so each takes what no other has.
        for (const [index, { id }] of withheld)
            outputs[index] = await tfe.stateVersionOutputs.read(id, { signal });
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, next));
    return { stateVersion: ready, outputs: outputs.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
}

;// CONCATENATED MODULE: ./src/actions/terraform-outputs.ts


const exportInputs = (input) => {
    const prefix = input.text('output-prefix') ?? '';
    if (!/^[\w-]*$/.test(prefix))
        input.reject('output-prefix', `"${prefix}" may have letters, digits, _ and - alone`);
    return { prefix, sensitive: input.choice('sensitive-outputs', ['omit', 'mask']) };
};
/** Exports the outputs of a state version; none where there is no state yet. */
async function exportOutputs({ env, log, signal }, tfe, stateVersion, { prefix, sensitive }, results) {
    const all = stateVersion ? (await readOutputs(tfe, stateVersion, () => sensitive === 'mask', signal)).outputs : [];
    const omitted = all.filter(output => output.sensitive && sensitive === 'omit').map(({ name }) => name);
    if (stateVersion === undefined)
        log.info('The workspace has no state yet, and so no outputs.');
    if (omitted.length > 0) {
        log.info(`Left out, since they are sensitive: ${omitted.join(', ')}. \`sensitive-outputs: mask\` exports them, masked.`);
    }
    results.set('state-version-id', stateVersion?.id);
    await results.export(all.filter(({ name }) => !omitted.includes(name)), prefix, env.RUNNER_TEMP ?? (0,external_node_os_.tmpdir)());
}


/***/ })

};
