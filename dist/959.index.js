export const id = 959;
export const ids = [959];
export const modules = {

/***/ 4054:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Im: () => (/* binding */ comment),
/* harmony export */   Td: () => (/* binding */ commentKey),
/* harmony export */   r4: () => (/* binding */ directoryInRepository)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _github_event_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5015);
/* harmony import */ var _github_pull_request_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2524);
/* harmony import */ var _report_comment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4231);




/** The directory from the top of the checkout, whose own place differs from runner to runner. Empty at the top. */
const directoryInRepository = ({ env }, { directory }) => (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(env.GITHUB_WORKSPACE ?? '.'), (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(directory))
    .split(node_path__WEBPACK_IMPORTED_MODULE_0__.sep)
    .join('/');
/** Which comment of a pull request is about what this step runs. */
const commentKey = (world, inputs) => ({
    hostname: inputs.connection.site,
    organization: inputs.organization,
    workspace: inputs.workspace,
    directory: directoryInRepository(world, inputs),
    mode: inputs.mode,
    commentId: inputs.report.commentId
});
/** Writes the report as the one comment on the pull request, in place of an earlier one. Gives its address. */
async function comment(world, inputs, told, run) {
    const { comment: when, githubToken, pullRequestNumber } = inputs.report;
    const event = (0,_github_event_js__WEBPACK_IMPORTED_MODULE_1__/* .readEvent */ .j_)(world.env);
    if (when === 'never' || githubToken === undefined || world.env.GITHUB_REPOSITORY === undefined)
        return undefined;
    try {
        const pulls = await _github_pull_request_js__WEBPACK_IMPORTED_MODULE_2__/* .PullRequests */ .u.connect(githubToken, world.env, world.clock, world.signal);
        const number = pullRequestNumber ?? (await pulls.ofEvent(event, world.env));
        if (number === undefined)
            return undefined;
        const key = commentKey(world, inputs);
        const earlier = await pulls.findComment(number, body => (0,_report_comment_js__WEBPACK_IMPORTED_MODULE_3__/* .reportedRun */ .T)(body, key) !== undefined);
        const isQuiet = !told.failed && !(run.plan?.hasChanges ?? run.hasChanges);
        if (when === 'on-changes' && isQuiet && earlier === undefined)
            return undefined;
        // What was planned for review stays named when it is applied: an apply may be held against it again.
        const planned = run.isPlanOnly ? run.id : (0,_report_comment_js__WEBPACK_IMPORTED_MODULE_3__/* .reportedRun */ .T)(earlier?.body ?? '', key);
        return await pulls.writeComment(number, (0,_report_comment_js__WEBPACK_IMPORTED_MODULE_3__/* .commentBody */ .I)(told, key, planned ?? ''), earlier);
    }
    catch (error) {
        if (!(error instanceof _github_pull_request_js__WEBPACK_IMPORTED_MODULE_2__/* .MissingPermission */ .c))
            throw error;
        const from = event.payload.pull_request === undefined
            ? ''
            : '. Workflows of pull requests from forks can only read: the report is in the summary of the job';
        // Outside of a pull request nobody asked for a comment in so many words.
        if (event.payload.pull_request === undefined && pullRequestNumber === undefined)
            world.log.info(`No comment: ${error.message}.`);
        else
            world.log.warning(`No comment: ${error.message}${from}.`);
        return undefined;
    }
}


/***/ }),

/***/ 9008:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ri: () => (/* binding */ REPORT),
  z8: () => (/* binding */ report),
  eP: () => (/* binding */ reportInputs)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/github/event.ts
var github_event = __webpack_require__(5015);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 10 modules
var core = __webpack_require__(7264);
;// CONCATENATED MODULE: ./src/github/summary.ts

/** Adds Markdown to the job's summary. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary */
async function writeSummary(markdown) {
    await core/* summary */.z.addRaw(markdown).write();
}

;// CONCATENATED MODULE: ./src/report/annotations.ts

/** GitHub shows ten of each kind a step. One error is left for the step's own failure. */
const MOST = { error: 9, warning: 10 };
/**
 * Terraform's diagnostics on their lines. `base` is where Terraform ran, relative to the top of the repository; a file outside of that
 * has no line here.
 */
function annotations(diagnostics, base) {
    const all = diagnostics.map(diagnostic => annotation(diagnostic, base));
    const shown = ['error', 'warning'].flatMap(level => all.filter(each => each.level === level).slice(0, MOST[level]));
    return { shown, left: all.length - shown.length };
}
function annotation({ severity, summary, detail, address, range }, base) {
    const file = range === undefined ? undefined : external_node_path_.posix.normalize(external_node_path_.posix.join(base, range.filename));
    const inside = file !== undefined && !file.startsWith('../') && !external_node_path_.posix.isAbsolute(file);
    return {
        level: severity,
        title: summary,
        message: [detail ?? summary, ...(address === undefined ? [] : [`with ${address}`])].join('\n'),
        file: inside ? file : undefined,
        startLine: inside ? range?.start.line : undefined,
        endLine: inside ? range?.end.line : undefined
    };
}

// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
;// CONCATENATED MODULE: ./src/report/redact.ts

/** Shorter values occur everywhere by chance. */
const SHORTEST = 3;
/**
 * A value of any shape without the secrets that are known, in its texts, numbers and names. Masks do not reach what is sent to GitHub, so
 * this is done before anything is written, and not to what was written: a secret may be a word of our own.
 */
function redact(value, secrets) {
    const known = [...secrets].filter(secret => secret.trim().length >= SHORTEST);
    if (known.length === 0)
        return value;
    // The longest first: one secret may be a part of another.
    const pattern = new RegExp(known
        .toSorted((a, b) => b.length - a.length)
        .map(secret => RegExp.escape(secret))
        .join('|'), 'g');
    const exact = new Set(known);
    const visit = (at) => {
        if (typeof at === 'string')
            return at.replaceAll(pattern, '***');
        if (typeof at === 'number' || JSON.isRawJSON(at))
            return exact.has(JSON.stringify(at)) ? '***' : at;
        if (Array.isArray(at))
            return at.map(visit);
        if (typeof at !== 'object' || at === null)
            return at;
        return Object.fromEntries(Object.entries(at).map(([name, item]) => [name.replaceAll(pattern, '***'), visit(item)]));
    };
    return visit(value);
}
/** The values that a plan marks as sensitive, wherever they stand in it. */
function sensitiveValues({ resources, drift, outputs }) {
    const found = new Set();
    const collect = (value, marks) => {
        if (marks === true)
            gather(value);
        else if (Array.isArray(value) && Array.isArray(marks)) {
            for (const [index, item] of value.entries())
                collect(item, marks[index] ?? false);
        }
        else if ((0,json/* isObject */.G)(value) && (0,json/* isObject */.G)(marks)) {
            for (const [name, item] of Object.entries(value))
                collect(item, Object.hasOwn(marks, name) ? (marks[name] ?? false) : false);
        }
    };
    const gather = (value) => {
        if (typeof value === 'string')
            for (const text of [value, ...value.split(/\r\n|\n|\r/)])
                found.add(text);
        else if (typeof value === 'number' || JSON.isRawJSON(value))
            found.add(JSON.stringify(value));
        else if (Array.isArray(value))
            for (const item of value)
                gather(item);
        else if ((0,json/* isObject */.G)(value))
            for (const item of Object.values(value))
                gather(item);
    };
    const each = [...resources, ...drift].flatMap(({ values }) => (values === undefined ? [] : [values]));
    for (const values of [...each, ...outputs.map(output => output.values)]) {
        collect(values.before, values.beforeSensitive);
        collect(values.after, values.afterSensitive);
    }
    return found;
}

// EXTERNAL MODULE: ./src/report/fit.ts
var fit = __webpack_require__(877);
// EXTERNAL MODULE: ./src/report/report.ts + 3 modules
var report_report = __webpack_require__(6563);
;// CONCATENATED MODULE: ./src/report/summary.ts


/** What one step may write, in bytes: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
const LIMIT = 1_048_576;
const bytes = (text) => Buffer.byteLength(text);
/** The report for the job's summary, in which several may stand under each other. */
const summaryText = (report) => `${(0,fit/* fit */.U)((0,report_report/* blocksOf */.S)(report), LIMIT - 2, bytes, (0,report_report/* leftOut */.i)(report.runUrl)).text}\n\n`;

// EXTERNAL MODULE: ./src/run/outcome.ts
var run_outcome = __webpack_require__(6497);
// EXTERNAL MODULE: ./src/run/read-changes.ts
var read_changes = __webpack_require__(7081);
// EXTERNAL MODULE: ./src/actions/comment.ts
var comment = __webpack_require__(4054);
;// CONCATENATED MODULE: ./src/actions/report.ts











/** The outputs of reporting. */
const REPORT = ['comment-url', 'summary-markdown-file', 'plan-json-file', 'resource-changes-json'];
const reportInputs = (input) => ({
    comment: input.choice('pull-request-comment', ['always', 'on-changes', 'never']),
    commentId: input.text('comment-id'),
    pullRequestNumber: input.count('pull-request-number'),
    githubToken: input.text('github-token'),
    summary: input.flag('summary')
});
/** Tells people what came of a run, wherever they look. Nothing of it fails a run: what can't be told is warned of. */
async function report(world, tfe, inputs, result, results) {
    const { log } = world;
    annotate(world, inputs, result);
    try {
        const read = await changesOf(world, tfe, result);
        await exportChanges(world, read, results);
        const secrets = new Set([...log.masked, ...(read === undefined ? [] : sensitiveValues(read.changes))]);
        const told = redact(reportOf(world, inputs, result, read), secrets);
        const summary = summaryText(told);
        results.set('summary-markdown-file', await temporaryFile(world, 'summary', 'md', summary));
        if (inputs.report.summary)
            await writeSummary(summary);
        results.set('comment-url', await (0,comment/* comment */.Im)(world, inputs, told, result.outcome.run));
    }
    catch (error) {
        log.warning(`The report is not complete: ${error instanceof Error ? error.message : String(error)}`);
    }
}
/** Terraform's diagnostics, on the lines of the repository that they are about. */
function annotate(world, inputs, { workspace, outcome }) {
    const { log } = world;
    const packed = inputs.configurationVersionId === undefined ? (0,comment/* directoryInRepository */.r4)(world, inputs) : '';
    const base = external_node_path_.posix.join(packed, workspace.workingDirectory ?? '');
    const { shown, left } = annotations(outcome.diagnostics, base);
    for (const { level, message, title, file, startLine, endLine } of shown) {
        const place = { title, ...(file && { file }), ...(startLine && { startLine }), ...(endLine && { endLine }) };
        if (level === 'error')
            log.error(message, place);
        else
            log.warning(message, place);
    }
    if (left > 0)
        log.info(`${left} more errors and warnings are in the log above: GitHub shows ten of each kind.`);
}
/** What the plan would change. A plan without changes is not looked at. */
async function changesOf({ log, signal }, tfe, { outcome }) {
    const { run, changes } = outcome;
    const isEmpty = !(run.plan?.hasChanges ?? run.hasChanges) && changes.every(({ kind }) => kind === 'summary');
    const read = isEmpty ? undefined : await (0,read_changes/* readChanges */.S)(tfe, run, signal, changes);
    const source = read === undefined
        ? 'nothing'
        : read.json === undefined
            ? 'the log'
            : read.json.redacted
                ? 'the redacted plan'
                : 'the plan';
    log.debug(`The changes are told from ${source}.`);
    return read;
}
async function exportChanges(world, read, results) {
    const resources = read?.changes.resources ?? [];
    results.set('resource-changes-json', JSON.stringify(resources.map(({ address, action, reason }) => ({ address, action, reason }))));
    if (read?.json !== undefined)
        results.set('plan-json-file', await temporaryFile(world, 'plan', 'json', read.json.text));
}
async function temporaryFile({ env }, name, extension, text) {
    const file = (0,external_node_path_.join)(env.RUNNER_TEMP ?? (0,external_node_os_.tmpdir)(), `terraform-${name}-${crypto.randomUUID()}.${extension}`);
    await (0,promises_.writeFile)(file, text, { mode: 0o600, flag: 'wx' });
    return file;
}
function reportOf({ env }, inputs, result, read) {
    const { outcome, workspace, failed, outputs, url } = result;
    const { run, ending, findings, diagnostics, objections } = outcome;
    const { additions, changes, destructions, imports } = (ending === 'applied' ? run.apply : undefined) ?? run.plan ?? {};
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt = '1' } = env;
    return {
        organization: inputs.organization,
        workspace: workspace.name,
        operation: inputs.operation,
        mode: inputs.mode,
        result: (0,run_outcome/* says */.FA)(outcome),
        failed,
        objections,
        applied: ending === 'applied',
        counts: additions === undefined
            ? undefined
            : { additions, changes: changes ?? 0, destructions: destructions ?? 0, imports: imports ?? 0 },
        changes: read?.changes,
        findings,
        diagnostics,
        outputs,
        runUrl: url,
        jobUrl: server === undefined || repository === undefined || id === undefined
            ? undefined
            : `${server}/${repository}/actions/runs/${id}/attempts/${attempt}`,
        commit: (0,github_event/* headCommit */.Qo)((0,github_event/* readEvent */.j_)(env), env)
    };
}


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
// EXTERNAL MODULE: ./src/actions/report.ts + 4 modules
var report = __webpack_require__(9008);
// EXTERNAL MODULE: ./src/actions/terraform-outputs.ts
var terraform_outputs = __webpack_require__(3468);
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
        applyOnlyIf: input.choices('apply-only-if', ['reviewed', 'no-destroys']),
        supersede: input.flag('supersede'),
        wait: input.flag('wait'),
        ...limitInputs(input),
        onTimeout: input.choice('on-timeout', ['cancel', 'leave']),
        onCancel: input.choice('on-cancel', ['cancel', 'leave']),
        exports: (0,terraform_outputs/* exportInputs */.WB)(input),
        report: (0,report/* reportInputs */.eP)(input)
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
    const { configurationVersionId, operation, mode, replace, refresh, allowEmptyApply, terraformVersion, expectNoChanges, applyOnlyIf, wait, exports } = given;
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
        [
            operation !== 'apply' && applyOnlyIf.length > 0,
            'apply-only-if',
            `no effect beside \`operation\` ${operation}, which applies nothing`
        ],
        [plans && allowEmptyApply, 'allow-empty-apply', 'no effect beside `operation` plan, which applies nothing'],
        [mode !== 'normal' && replace.length > 0, 'replace', `not possible beside \`mode\` ${mode}`],
        [mode === 'refresh-only' && !refresh, 'refresh', 'not false beside `mode` refresh-only, which does nothing else'],
        [!wait && exports.prefix !== '', 'output-prefix', unwaited],
        [!wait && exports.sensitive === 'mask', 'sensitive-outputs', unwaited],
        [!wait && expectNoChanges, 'expect-no-changes', unwaited],
        [!wait && applyOnlyIf.length > 0, 'apply-only-if', unwaited],
        [!wait && input.text('timeout') !== undefined, 'timeout', unwaited],
        [!wait && input.text('queue-timeout') !== undefined, 'queue-timeout', unwaited]
    ];
    return rules.filter(([conflict]) => conflict).map(([, name, problem]) => [name, problem]);
}


/***/ }),

/***/ 3468:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VP: () => (/* binding */ exportOutputs),
/* harmony export */   WB: () => (/* binding */ exportInputs),
/* harmony export */   kK: () => (/* binding */ exportAll)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _github_masks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2290);
/* harmony import */ var _run_outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3815);



const exportInputs = (input) => {
    const prefix = input.text('output-prefix') ?? '';
    if (!/^[\w-]*$/.test(prefix))
        input.reject('output-prefix', `"${prefix}" may have letters, digits, _ and - alone`);
    return { prefix, sensitive: input.choice('sensitive-outputs', ['omit', 'mask']) };
};
/** Exports the outputs of a state version; none where there is no state yet. Gives them as people may see them. */
async function exportOutputs(world, tfe, stateVersion, exports, results) {
    const isAsked = () => exports.sensitive === 'mask';
    const all = stateVersion ? (await (0,_run_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .readOutputs */ .T7)(tfe, stateVersion, isAsked, world.signal)).outputs : [];
    if (stateVersion === undefined)
        world.log.info('The workspace has no state yet, and so no outputs.');
    results.set('state-version-id', stateVersion?.id);
    return exportAll(world, all, exports, results);
}
/** Exports outputs that were read, but for sensitive ones that are not asked for. Gives them as people may see them. */
async function exportAll({ env, log }, all, { prefix, sensitive }, results) {
    const isOmitted = (output) => output.sensitive && sensitive === 'omit';
    const omitted = all.filter(isOmitted);
    if (omitted.length > 0) {
        log.info(`Left out, since they are sensitive: ${omitted.map(({ name }) => name).join(', ')}. \`sensitive-outputs: mask\` exports them, masked.`);
    }
    await results.export(all.filter(output => !isOmitted(output)), prefix, env.RUNNER_TEMP ?? (0,node_os__WEBPACK_IMPORTED_MODULE_0__.tmpdir)());
    return all.map(output => ({ name: output.name, text: output.sensitive ? undefined : (0,_github_masks_js__WEBPACK_IMPORTED_MODULE_1__/* .formatOutput */ .V)(output.value) }));
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

/***/ 4231:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ commentBody),
/* harmony export */   T: () => (/* binding */ reportedRun)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _fit_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(877);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6563);



/** What a comment on a pull request may have: https://github.com/orgs/community/discussions/41331 */
const LIMIT = 65_536;
const MARKER = /^<!-- hcp-terraform-action key:([0-9a-f]{32}) run:([\w-]*) -->/;
const hash = (key) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
    .update(JSON.stringify([key.hostname, key.organization, key.workspace, key.directory, key.mode, key.commentId ?? '']))
    .digest('hex')
    .slice(0, 32);
/** The run that a comment reports, if the comment is the one of `key`. Undefined for any other comment. */
function reportedRun(body, key) {
    const [, found, run] = MARKER.exec(body) ?? [];
    return found === hash(key) ? run : undefined;
}
/** The body of the comment. `planned` is the run whose plan was reported for review, by its id. */
function commentBody(report, key, planned) {
    const marker = `<!-- hcp-terraform-action key:${hash(key)} run:${planned} -->\n`;
    // Characters as JavaScript counts them are at least as many as GitHub counts.
    const { text } = (0,_fit_js__WEBPACK_IMPORTED_MODULE_2__/* .fit */ .U)((0,_report_js__WEBPACK_IMPORTED_MODULE_1__/* .blocksOf */ .S)(report), LIMIT - marker.length, body => body.length, (0,_report_js__WEBPACK_IMPORTED_MODULE_1__/* .leftOut */ .i)(report.runUrl));
    return marker + text;
}


/***/ }),

/***/ 877:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ fit)
/* harmony export */ });
/** Blocks are paragraphs: a blank line stands between them. */
const BREAK = '\n\n';
/** Room for the line that tells what was left out. */
const NOTE = 600;
/**
 * Joins blocks to a text of at most `limit`. Where they don't fit, whole blocks are left out, those of the highest rank first and of these
 * the last ones; `note` tells of them at the end.
 */
function fit(blocks, limit, measure, note) {
    const sizes = blocks.map(({ text }) => measure(text + BREAK));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    if (total <= limit)
        return { text: join(blocks), left: new Map() };
    const kept = new Set();
    let room = limit - NOTE;
    for (const index of blocks
        .keys()
        .toArray()
        .toSorted((a, b) => rankOf(blocks, a) - rankOf(blocks, b) || a - b)) {
        room -= sizes[index] ?? 0;
        if (room < 0)
            break;
        kept.add(index);
    }
    const left = new Map();
    for (const [index, { what }] of blocks.entries())
        if (!kept.has(index))
            left.set(what, (left.get(what) ?? 0) + 1);
    return {
        text: join([...blocks.filter((_, index) => kept.has(index)), { text: note(left), rank: 0, what: '' }]),
        left
    };
}
const rankOf = (blocks, index) => blocks[index]?.rank ?? 0;
const join = (blocks) => blocks.map(({ text }) => text).join(BREAK);


/***/ }),

/***/ 6563:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ blocksOf),
  i: () => (/* binding */ leftOut)
});

;// CONCATENATED MODULE: ./src/report/markdown.ts
/**
 * Markdown from values that may hold anything. What comes from elsewhere stands in code alone: there GitHub reads no Markdown, no HTML, no
 * mention, no reference and no link. https://github.github.com/gfm/
 */
/** Control characters, and those that turn the direction of text round: shown, not obeyed. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const visible = (text) => text.toWellFormed().replace(INVISIBLE, character => `\\u{${character.charCodeAt(0).toString(16)}}`);
const longestRun = (text, pattern) => text.matchAll(pattern).reduce((longest, [run]) => Math.max(longest, run.length), 0);
/** A code span on one line. */
function code(text) {
    const line = visible(text.replaceAll('\r\n', '\n')).replaceAll(/[\n\t]/g, ' ');
    if (line.trim() === '')
        return '` `';
    const fence = '`'.repeat(longestRun(line, /`+/g) + 1);
    const pad = line.startsWith('`') || line.endsWith('`') || (line.startsWith(' ') && line.endsWith(' ')) ? ' ' : '';
    return `${fence}${pad}${line}${pad}${fence}`;
}
/** A fenced code block. */
function codeBlock(text, language = '') {
    const content = visible(text.replaceAll('\r\n', '\n'));
    const fence = '`'.repeat(Math.max(3, longestRun(content, /`+/g) + 1));
    return `${fence}${language}\n${content}\n${fence}`;
}
const ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;'
};
/** Code inside of HTML, for a `<summary>`. */
const htmlCode = (text) => {
    const line = visible(text.replaceAll('\r\n', '\n')).replaceAll(/[\n\t]/g, ' ');
    return `<code>${line.replaceAll(/[&<>"']/g, character => ENTITIES[character] ?? character)}</code>`;
};
/** Something to unfold. `summary` is HTML, `content` Markdown; both ours. */
const details = (summary, content, open = false) => `<details${open ? ' open' : ''}><summary>${summary}</summary>\n\n${content}\n\n</details>`;
/** A link to an address of ours. Its text is Markdown of ours. */
const markdown_link = (text, url) => `[${text}](<${encodeURI(url).replaceAll(/[<>\\]/g, encodeURIComponent)}>)`;

// EXTERNAL MODULE: ./src/logs/reasons.ts
var reasons = __webpack_require__(4590);
// EXTERNAL MODULE: ./src/logs/render.ts
var render = __webpack_require__(8231);
// EXTERNAL MODULE: ./src/run/changes.ts
var changes = __webpack_require__(9692);
// EXTERNAL MODULE: ./src/run/outcome.ts
var outcome = __webpack_require__(6497);
// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
;// CONCATENATED MODULE: ./src/report/attributes.ts

/** Longer values are cut, and longer texts are shown by what differs. */
const LONGEST_VALUE = 500;
const MOST_LINES = 200;
const CONTEXT = 2;
/** The attributes of a resource that change, as lines of a diff. Sensitive values are not among them. */
function attributeDiff(values) {
    const before = flatten(values.before, values.beforeSensitive, false);
    const after = flatten(values.after, values.afterSensitive, values.afterUnknown);
    const forced = values.replacePaths.map(path => (Array.isArray(path) ? joinPath(path) : ''));
    const lines = [];
    for (const name of new Set([...before.keys(), ...after.keys()])) {
        if (lines.length > MOST_LINES)
            return [...lines.slice(0, MOST_LINES), '# … and more'];
        // What is not known as a whole says nothing of its parts.
        if (!after.has(name) && ancestors(name).some(ancestor => isUnknown(after.get(ancestor))))
            continue;
        const note = forced.some(path => path === name || ancestors(name).includes(path)) ? FORCES : '';
        lines.push(...difference(name, before.get(name), after.get(name), note));
    }
    // A sensitive value may force a replacement without showing that it changes.
    const silent = forced.filter(path => path !== '' && !lines.some(line => line.includes(path)));
    return [...lines, ...silent.map(path => `# ${path} forces replacement`)];
}
const FORCES = ' # forces replacement';
const UNKNOWN = '(known after apply)';
const isUnknown = (shown) => shown !== undefined && 'text' in shown && shown.text === UNKNOWN;
/** `a.b[0].c` is below `a.b[0]`, `a.b` and `a`. */
const ancestors = (name) => Array.from(name.matchAll(/[.[]/g), ({ index }) => name.slice(0, index)).filter(path => path !== '');
function difference(name, before, after, note) {
    if (same(before, after))
        return [];
    if (before !== undefined && after !== undefined && 'lines' in before && 'lines' in after) {
        return [`# ${name}${note}`, ...lineDiff(before.lines, after.lines)];
    }
    return [
        ...(before === undefined ? [] : [`- ${name} = ${inline(before)}${after === undefined ? note : ''}`]),
        ...(after === undefined ? [] : [`+ ${name} = ${inline(after)}${note}`])
    ];
}
const same = (a, b) => a !== undefined && b !== undefined && inline(a) === inline(b) && hiddenOf(a) === hiddenOf(b);
const inline = (shown) => 'text' in shown ? shown.text : cut(JSON.stringify(shown.lines.join('\n')));
const hiddenOf = (shown) => ('hidden' in shown ? shown.hidden : undefined);
const cut = (text) => (text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text);
/** The leaves of a value by their paths. Null is no leaf: an attribute that is null is not set. */
function flatten(value, sensitive, unknown) {
    const leaves = new Map();
    const visit = (path, at, isSensitive, isUnknown) => {
        const name = joinPath(path);
        if (isUnknown === true)
            leaves.set(name, { text: UNKNOWN });
        else if (at === null && !(0,json/* isObject */.G)(isUnknown))
            return;
        else if (isSensitive === true)
            leaves.set(name, { text: '(sensitive value)', hidden: JSON.stringify(at) });
        else if ((0,json/* isObject */.G)(at) || (0,json/* isObject */.G)(isUnknown)) {
            const fields = (0,json/* isObject */.G)(at) ? at : {};
            const marks = (0,json/* isObject */.G)(isUnknown) ? isUnknown : {};
            for (const key of new Set([...Object.keys(fields), ...Object.keys(marks)])) {
                visit([...path, key], own(fields, key), (0,json/* isObject */.G)(isSensitive) ? own(isSensitive, key) : false, own(marks, key));
            }
        }
        else if (Array.isArray(at)) {
            const items = at;
            const mark = (marks, index) => Array.isArray(marks) ? (marks[index] ?? false) : false;
            for (const [index, item] of items.entries())
                visit([...path, index], item, mark(isSensitive, index), mark(isUnknown, index));
        }
        else
            leaves.set(name, leaf(at));
    };
    visit([], value, sensitive, unknown);
    return leaves;
}
const own = (fields, key) => Object.hasOwn(fields, key) ? (fields[key] ?? null) : null;
/** A text of several lines is shown line by line. */
const leaf = (value) => typeof value === 'string' && value.includes('\n')
    ? { lines: value.split('\n') }
    : { text: cut(JSON.stringify(value)) };
/** `tags["a b"][0].name`, as in Terraform's own language. */
const joinPath = (path) => path.reduce((joined, part) => {
    if (typeof part === 'number')
        return `${joined}[${part}]`;
    const name = typeof part === 'string' ? part : JSON.stringify(part);
    if (!/^[A-Za-z_][\w-]*$/.test(name))
        return `${joined}[${JSON.stringify(name)}]`;
    return joined === '' ? name : `${joined}.${name}`;
}, '');
/** What differs between two texts: everything between the lines that they begin and end alike with. */
function lineDiff(before, after) {
    const start = commonLength(before, after);
    const end = commonLength(before.slice(start).toReversed(), after.slice(start).toReversed());
    const middle = (lines) => lines.slice(start, lines.length - end);
    return [
        ...before.slice(Math.max(0, start - CONTEXT), start).map(line => `  ${line}`),
        ...middle(before).map(line => `- ${line}`),
        ...middle(after).map(line => `+ ${line}`),
        ...before.slice(before.length - end, before.length - end + CONTEXT).map(line => `  ${line}`)
    ].map(cut);
}
function commonLength(a, b) {
    const different = a.findIndex((line, index) => line !== b[index]);
    return different === -1 ? Math.min(a.length, b.length) : different;
}

;// CONCATENATED MODULE: ./src/report/sections.ts






/** Addresses in one block: what is left out, is left out by so many. */
const CHUNK = 200;
const MOST_NAMED = 5;
/** Resources, and lines of each, that are shown without being unfolded. */
const FEW = 5;
const FEW_LINES = 40;
/** Characters of a text that is shown. */
const LONGEST = 1_000;
/** Each action in the order of its weight. */
const GROUPS = [
    { action: 'delete', title: 'Destroy', past: 'Destroyed', mark: '-' },
    { action: 'replace', title: 'Replace', past: 'Replaced', mark: '!' },
    { action: 'create', title: 'Create', past: 'Created', mark: '+' },
    { action: 'update', title: 'Update', past: 'Updated', mark: '!' },
    { action: 'import', title: 'Import', past: 'Imported', mark: '+' },
    { action: 'move', title: 'Move', past: 'Moved', mark: '#' },
    { action: 'forget', title: 'Forget', past: 'Forgotten', mark: '#' },
    { action: 'read', title: 'Read', past: 'Read', mark: '#' }
];
function cautionBlocks({ resources }, applied) {
    const lost = resources.filter(changes/* destroys */.o8);
    if (lost.length === 0)
        return [];
    const named = lost.slice(0, MOST_NAMED).map(({ address }) => code(address.slice(0, 300)));
    const more = lost.length > MOST_NAMED ? `, and ${lost.length - MOST_NAMED} more` : '';
    const verb = applied ? (lost.length === 1 ? 'was' : 'were') : lost.length === 1 ? 'is' : 'are';
    const what = `${lost.length} ${lost.length === 1 ? 'resource' : 'resources'} ${verb} destroyed or replaced`;
    return [{ rank: 0, what: 'warnings', text: `> [!CAUTION]\n> **${what}**: ${named.join(', ')}${more}` }];
}
function changeBlocks({ resources }, applied) {
    return GROUPS.flatMap(({ action, title, past, mark }) => {
        const group = resources.filter(change => change.action === action);
        const lines = group.map(change => `${mark} ${line(change)}`);
        return listBlocks(applied ? past : title, lines, (0,changes/* destroys */.o8)({ action }) ? 2 : 3, 'lists of addresses');
    });
}
/** A titled list. A long one is folded, piece by piece. */
function listBlocks(title, lines, rank, what) {
    const pieces = chunks(lines);
    return pieces.map((piece, index) => {
        const list = codeBlock(piece.join('\n'), 'diff');
        const range = `${index * CHUNK + 1} to ${index * CHUNK + piece.length}`;
        const text = pieces.length === 1 ? list : details(`${title} ${range}`, list);
        return { rank, what, text: index === 0 ? `**${title}** (${lines.length})\n\n${text}` : text };
    });
}
/** An address, and what is to be known of its change. */
function line({ address, previousAddress, importing, action, reason }) {
    const notes = [
        ...(previousAddress === undefined ? [] : [`from ${previousAddress}`]),
        ...(importing && action !== 'import' ? ['imported'] : []),
        ...(reason === undefined ? [] : [(0,reasons/* reasonInWords */.j)(reason)])
    ];
    return (notes.length === 0 ? address : `${address} (${notes.join(', ')})`).replaceAll(/\r?\n/g, ' ');
}
const driftBlocks = ({ drift }) => listBlocks('Changed outside of Terraform', drift.map(line), 6, 'lists of drift');
const outputChangeBlocks = ({ outputs }) => listBlocks('Changes of outputs', outputs.flatMap(outputLines), 5, 'lists of outputs');
/** An output is shown as an attribute is. */
function outputLines({ name, action, values }) {
    const lines = attributeDiff({
        ...values,
        before: { [name]: values.before },
        after: { [name]: values.after },
        beforeSensitive: { [name]: values.beforeSensitive },
        afterSensitive: { [name]: values.afterSensitive },
        afterUnknown: { [name]: values.afterUnknown },
        replacePaths: []
    });
    return lines.length > 0 ? lines : [`! ${name} = (sensitive value) # ${action}`];
}
const outputBlocks = (outputs) => listBlocks('Outputs', outputs.map(({ name, text = '(sensitive)' }) => `${name} = ${text.slice(0, LONGEST)}`), 5, 'lists of outputs');
/** The attributes of each resource that changes, to be unfolded: those of what is lost first, and where there are few, unfolded already. */
function attributeBlocks({ resources }) {
    const few = resources.length <= FEW;
    const blocks = GROUPS.flatMap(({ action, title }) => resources
        .filter(change => change.action === action)
        .flatMap(({ address, values }) => {
        const lines = values === undefined ? [] : attributeLines(values, action);
        if (lines.length === 0)
            return [];
        const open = few && lines.length <= FEW_LINES;
        const text = details(`${htmlCode(address)} · ${title.toLowerCase()}`, codeBlock(lines.join('\n'), 'diff'), open);
        return [{ rank: (0,changes/* destroys */.o8)({ action }) ? 8 : 9, what: 'changes of attributes', text }];
    }));
    if (blocks.length === 0)
        return [];
    const summary = `<details${few ? ' open' : ''}><summary>Changes of attributes (${blocks.length})</summary>`;
    const frame = (text) => ({ rank: 7, what: 'headings', text });
    return [frame(summary), ...blocks, frame('</details>')];
}
function attributeLines(values, action) {
    const lines = attributeDiff(values);
    return lines.length === 0 && action === 'update' ? ['# only sensitive values change'] : lines;
}
const diagnosticBlocks = (diagnostics) => diagnostics.map(diagnostic => ({
    rank: diagnostic.severity === 'error' ? 1 : 4,
    what: diagnostic.severity === 'error' ? 'errors' : 'warnings',
    text: codeBlock((0,render/* renderDiagnostic */.I)(diagnostic, text => text)
        .join('\n')
        .slice(0, 4000))
}));
function findingBlocks(findings) {
    return chunks(findings).map((some, index) => ({
        rank: 2,
        what: 'lists of policies and tasks',
        text: `${index === 0 ? '**Policies, tasks and costs**\n\n' : ''}${some.map(finding => `- ${icon(finding)} ${code((0,outcome/* sentence */.em)(finding).slice(0, LONGEST))}`).join('\n')}`
    }));
}
function icon(finding) {
    if (finding.kind === 'cost')
        return '💰';
    if ((0,outcome/* isPassed */.Hh)(finding))
        return '✅';
    return (0,outcome/* isFailed */.Ix)(finding) ? '❌' : '⚠️';
}
const chunks = (items) => Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) => items.slice(index * CHUNK, (index + 1) * CHUNK));

;// CONCATENATED MODULE: ./src/report/report.ts


/** The report as blocks, in the order in which they are read. */
function blocksOf(report) {
    const { changes, objections, findings, diagnostics, outputs, applied } = report;
    return [
        { rank: 0, what: 'titles', text: `### ${title(report)}` },
        ...(changes === undefined ? [] : cautionBlocks(changes, applied)),
        { rank: 0, what: 'links', text: links(report) },
        ...(objections.length === 0 ? [] : [{ rank: 1, what: 'messages', text: codeBlock(objections.join('\n')) }]),
        ...diagnosticBlocks(diagnostics),
        ...findingBlocks(findings),
        ...(changes === undefined ? [] : changeBlocks(changes, applied)),
        ...(changes === undefined || applied ? [] : outputChangeBlocks(changes)),
        ...(changes === undefined ? [] : driftBlocks(changes)),
        ...outputBlocks(outputs),
        ...(changes === undefined ? [] : attributeBlocks(changes))
    ];
}
/** What came of it, first of all. */
function title(report) {
    const { organization, workspace, operation, mode, result, failed, applied } = report;
    const where = code(`${organization}/${workspace}`);
    if (failed)
        return `❌ ${where}: ${result}`;
    const verb = applied ? 'Applied in' : operation === 'save-plan' ? 'Saved plan for' : 'Plan for';
    const kind = mode === 'normal' ? '' : ` (${mode})`;
    const words = inWords(report);
    return `${applied || words === NOTHING ? '✅' : '📝'} ${verb} ${where}${kind}: ${words}`;
}
const NOTHING = 'no changes';
/** What is done, or was done, in numbers: additions, changes and destructions always, the rest where there is any. */
function inWords({ result, counts, changes, applied }) {
    if (counts === undefined)
        return result;
    const having = (action) => changes?.resources.filter(change => change.action === action).length ?? 0;
    const words = [
        [counts.imports, 'to import', 'imported'],
        [counts.additions, 'to add', 'added'],
        [counts.changes, 'to change', 'changed'],
        [counts.destructions, 'to destroy', 'destroyed'],
        [having('move'), 'to move', 'moved'],
        [having('forget'), 'to forget', 'forgotten']
    ];
    if (words.every(([count]) => count === 0))
        return changes !== undefined && changes.outputs.length > 0 ? 'only outputs change' : NOTHING;
    return words
        .filter(([count], index) => count > 0 || (index >= 1 && index <= 3))
        .map(([count, future, past]) => `${count} ${applied ? past : future}`)
        .join(', ');
}
function links({ runUrl, jobUrl, commit }) {
    const parts = [
        ...(runUrl === undefined ? [] : [markdown_link('Run', runUrl)]),
        ...(jobUrl === undefined ? [] : [markdown_link('Job', jobUrl)]),
        ...(commit === undefined ? [] : [`Commit ${code(commit.slice(0, 7))}`])
    ];
    return parts.join(' · ');
}
/** Says what did not fit, and where it can be read. */
const leftOut = (runUrl) => (left) => {
    const parts = Array.from(left, ([what, count]) => `${count} ${what}`);
    const where = runUrl === undefined ? 'in the run' : `in the ${markdown_link('run', runUrl)}`;
    return `_Left out, since it would be too long for GitHub: ${parts.join(', ')}. All of it is ${where}._`;
};


/***/ }),

/***/ 3815:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dr: () => (/* binding */ revealed),
/* harmony export */   T7: () => (/* binding */ readOutputs)
/* harmony export */ });
/* unused harmony export processed */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _tfe_state_content_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7704);
/* harmony import */ var _tfe_state_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3115);
/* harmony import */ var _tfe_state_versions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8984);




/** Milliseconds that the service may take to extract the outputs of a state it has accepted. */
const PROCESSING = 300_000;
const FIRST_POLL = 500;
const LONGEST_POLL = 5_000;
/** Sensitive values that are asked for one by one, and at the same time. For more, the state is one answer instead. */
const CONCURRENCY = 5;
/** Milliseconds from one such request to the next: 20 in a second, where a user may make 30. */
const SPACING = 250;
/** Bytes of a state that is read for the values in it. */
const LARGEST_STATE = 33_554_432;
/** Waits until the service has extracted what a state holds: before that its lists may be empty for no other reason. */
async function processed(tfe, first, signal) {
    const { clock } = tfe.http.connection;
    const end = clock.now() + PROCESSING;
    let stateVersion = first;
    for (let delay = FIRST_POLL; !stateVersion.resourcesProcessed; delay = Math.min(LONGEST_POLL, delay * 2)) {
        if (clock.now() > end) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RunFailed */ .fI(`state version ${first.id} was not processed within ${PROCESSING / 60_000} minutes: its outputs are not known`);
        }
        await clock.sleep(delay, signal);
        stateVersion = await tfe.stateVersions.read(first.id, { ..._tfe_state_versions_js__WEBPACK_IMPORTED_MODULE_3__/* .WITH_OUTPUTS */ .u, signal });
    }
    return stateVersion;
}
/**
 * The outputs that a state version holds, by name. Lists withhold sensitive values, of which those are read that `reveal` asks for.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-version-outputs
 */
async function readOutputs(tfe, stateVersion, reveal, signal) {
    const ready = await processed(tfe, stateVersion, signal);
    const listed = ready.outputs ?? (await Array.fromAsync(tfe.stateVersionOutputs.list(ready.id, { signal })));
    const isAsked = output => isWithheld(output) && reveal(output);
    const values = listed.filter(isAsked).length > CONCURRENCY ? await valuesOf(tfe, ready, signal) : undefined;
    const outputs = listed.map(output => {
        const value = isAsked(output) ? values?.get(output.name) : undefined;
        return value === undefined ? output : { ...output, value };
    });
    const isLeft = output => reveal(output) && values?.has(output.name) !== true;
    return { stateVersion: ready, outputs: await revealed(tfe, outputs, isLeft, signal) };
}
/** Outputs by name, with the sensitive values that `reveal` asks for, each read by its own id. */
async function revealed(tfe, listed, reveal, signal) {
    const { clock } = tfe.http.connection;
    const outputs = [...listed];
    const withheld = outputs.entries().filter(([, output]) => isWithheld(output) && reveal(output));
    const next = async () => {
        let free = -Infinity;
        // The workers share one iterator, and so each takes what no other has.
        for (const [index, { id }] of withheld) {
            await clock.sleep(Math.max(0, free - clock.now()), signal);
            free = clock.now() + SPACING;
            outputs[index] = await tfe.stateVersionOutputs.read(id, { signal });
        }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, next));
    return outputs.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
const isWithheld = ({ sensitive, value }) => sensitive && value === null;
/** The values in the state itself, where the token may read that. Undefined where they have to be asked for by their ids. */
async function valuesOf(tfe, stateVersion, signal) {
    if ((stateVersion.size ?? Infinity) > LARGEST_STATE)
        return undefined;
    try {
        const state = await (0,_tfe_state_content_js__WEBPACK_IMPORTED_MODULE_1__/* .readState */ .un)(tfe, stateVersion, signal);
        return state && (0,_tfe_state_file_js__WEBPACK_IMPORTED_MODULE_2__/* .outputValues */ .uN)(state);
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .NetworkError */ .Dr)
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 9952:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ save)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3916);
/* harmony import */ var _download_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7333);





/**
 * Downloads into a file for its owner alone. It appears whole or not at all: what is on its way lies beside it under another name, and is
 * on the disk before it gets its own.
 */
async function save(http, from, path, { target, signal, check }) {
    const temporary = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(target), `.${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(target)}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex')}`);
    const file = await onDisk(target, async () => {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(target), { recursive: true });
        return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(temporary, 'ax', 0o600);
    });
    try {
        await (0,_download_js__WEBPACK_IMPORTED_MODULE_4__/* .download */ .R)(http, from, path, (response, alive) => write(file, target, response, alive), signal);
        await onDisk(target, () => file.sync());
        await check?.(temporary);
        signal.throwIfAborted();
        await onDisk(target, () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(temporary, target));
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(temporary, { force: true });
        throw error;
    }
    finally {
        await file.close();
    }
}
/** Bytes of a download: more than this is no state and no configuration, and fills the disk. */
const LARGEST = 4 * 2 ** 30;
/** Each attempt of a download begins anew. */
async function write(file, target, response, alive) {
    await onDisk(target, () => file.truncate(0));
    let bytes = 0;
    for await (const chunk of (response.body ?? [])) {
        alive();
        bytes += chunk.byteLength;
        if (bytes > LARGEST)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .RunFailed */ .fI(`${target} is not written: it would have more than ${LARGEST / 2 ** 30} GiB.`);
        await onDisk(target, () => file.appendFile(chunk));
    }
}
/** An error of the disk is none of the network: asking the service again would not mend it. */
async function onDisk(target, action) {
    try {
        return await action();
    }
    catch (error) {
        const why = Error.isError(error) ? error.message : String(error);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz([`\`path\`: ${target} can't be written: ${why}`], { cause: error });
    }
}


/***/ }),

/***/ 7704:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LZ: () => (/* binding */ saveState),
/* harmony export */   T5: () => (/* binding */ knownState),
/* harmony export */   su: () => (/* binding */ newestOf),
/* harmony export */   un: () => (/* binding */ readState)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3916);
/* harmony import */ var _body_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1081);
/* harmony import */ var _download_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7333);
/* harmony import */ var _save_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9952);
/* harmony import */ var _state_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3115);







/** Bytes of a state that is held in memory. */
const LARGEST = 2 ** 30;
/** State versions that are looked at. */
const NEWEST = 20;
/** The newest state versions of a workspace, newest first; none where the token may not see them. */
async function newestOf(tfe, { organization, workspace }, signal) {
    const newest = [];
    try {
        for await (const version of tfe.stateVersions.list(organization, workspace, { count: NEWEST }, { signal })) {
            newest.push(version);
            if (newest.length >= NEWEST)
                break;
        }
    }
    catch (error) {
        if (!_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ApiError */ .hD.is(error, 404))
            throw error;
    }
    return newest;
}
/** A state's bytes, in memory. Undefined where there are none to be had: pending, deleted, or without the permission. */
async function readState(tfe, { id, downloadUrl }, signal) {
    if (downloadUrl === undefined)
        return undefined;
    const consume = async (response, alive) => {
        const { bytes, isWhole } = await (0,_body_js__WEBPACK_IMPORTED_MODULE_6__/* .bodyOf */ .EN)(response, LARGEST, alive);
        if (!isWhole)
            throw tooLarge(id);
        return bytes;
    };
    return (0,_download_js__WEBPACK_IMPORTED_MODULE_3__/* .download */ .R)(tfe.http, new URL(downloadUrl, tfe.http.connection.base), nameOf(id), consume, signal);
}
const tooLarge = (id) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RunFailed */ .fI(`The state of ${id} has more than ${LARGEST / 2 ** 30} GiB: it is not read.`);
/** What errors call a download: its URL may be a secret. */
const nameOf = (id) => `the state of ${id}`;
/** A state version with what its content says. */
async function knownState(tfe, version, signal) {
    const bytes = await readState(tfe, version, signal);
    const head = bytes && (0,_state_file_js__WEBPACK_IMPORTED_MODULE_5__/* .headOf */ .Uo)(bytes);
    const { id, serial, lineage } = version;
    const says = typeof head === 'object' ? head : undefined;
    return { id, serial, lineage: lineage ?? says?.lineage, md5: bytes && md5(bytes) };
}
const md5 = (bytes) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5').update(bytes).digest('hex');
/** Downloads a state into a file, which appears when it is whole and what the service says of it is true. */
async function saveState(tfe, version, { format, target, signal }) {
    const url = format === 'state' ? version.downloadUrl : version.jsonDownloadUrl;
    if (url === undefined)
        throw unavailable(version, format);
    await (0,_save_js__WEBPACK_IMPORTED_MODULE_4__/* .save */ .U)(tfe.http, new URL(url, tfe.http.connection.base), nameOf(version.id), {
        target,
        signal,
        check: async (temporary) => {
            if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(temporary)).size > LARGEST)
                throw tooLarge(version.id);
            const problem = format === 'state' ? mismatch(version, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(temporary)) : notJson(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(temporary));
            if (problem !== undefined)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RunFailed */ .fI(`What came is not the state of ${version.id}: ${problem}.`);
        }
    });
}
function unavailable({ id, status }, format) {
    if (status !== 'finalized')
        return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RunFailed */ .fI(`State version ${id} is ${status}: there is nothing to download.`);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RunFailed */ .fI(format === 'json'
        ? `State version ${id} has no JSON: Terraform 1.3 and later make it, for tokens that may read states. \`format\` state gives what there is.`
        : `State version ${id} can't be downloaded: the token may not read states of the workspace, outputs at most.`);
}
/** What of a state differs from what the service says of it. */
function mismatch({ size, serial, lineage, rollbackOf }, bytes) {
    if (size !== undefined && size > 0 && size !== bytes.byteLength)
        return `${bytes.byteLength} bytes of ${size} arrived`;
    const head = (0,_state_file_js__WEBPACK_IMPORTED_MODULE_5__/* .headOf */ .Uo)(bytes);
    // What Terraform before 0.12 wrote is not looked into.
    if (typeof head === 'string')
        return notJson(bytes);
    // The copy that a rollback makes may keep the serial of what it copies.
    if (serial !== undefined && serial !== head.serial && rollbackOf === undefined)
        return `its serial is ${head.serial}, not ${serial}`;
    return lineage !== undefined && lineage !== head.lineage
        ? `its lineage is ${head.lineage}, not ${lineage}`
        : undefined;
}
function notJson(bytes) {
    try {
        JSON.parse(bytes.toString());
        return undefined;
    }
    catch {
        return 'it is not JSON';
    }
}


/***/ }),

/***/ 3115:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uo: () => (/* binding */ headOf),
/* harmony export */   qy: () => (/* binding */ readStateFile),
/* harmony export */   uN: () => (/* binding */ outputValues),
/* harmony export */   x5: () => (/* binding */ refusal)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8301);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3916);
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




/** What Terraform writes since 0.12: https://github.com/hashicorp/terraform/tree/main/internal/states/statefile */
const FORMAT = 4;
/** Reads a state, once: what is looked at is what is uploaded, whatever becomes of the file. */
async function readStateFile(path) {
    const bytes = await readWhole(path);
    const head = headOf(bytes);
    if (typeof head === 'string')
        throw bad(path, head);
    return { ...head, path, bytes };
}
const bad = (path, what, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz([`\`path\`: ${path} ${what}`], { cause });
/** A file that is written to while it is read would be half old and half new. */
async function readWhole(path) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const file = __addDisposableResource(env_1, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path), true);
            const before = await file.stat();
            if (!before.isFile())
                throw bad(path, 'is no file');
            const bytes = await file.readFile();
            const after = await file.stat();
            if (after.mtimeMs !== before.mtimeMs || after.size !== bytes.byteLength)
                throw bad(path, 'changed while it was read');
            return bytes;
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
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz || !Error.isError(error))
            throw error;
        const isMissing = error.code === 'ENOENT';
        throw bad(path, isMissing ? 'is not there' : `can't be read: ${error.message}`, error);
    }
}
/** What a state says of itself; or, as a sentence without its subject, why this is none. */
function headOf(bytes) {
    const json = parsed(bytes);
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(json))
        return 'is no state file: it is not JSON. `terraform state pull` writes one';
    const { version, serial, lineage } = json;
    if (version !== FORMAT)
        return otherFormat(json);
    if (typeof serial !== 'number' || !Number.isSafeInteger(serial) || serial < 0)
        return 'is no state file: it has no serial';
    if (typeof lineage !== 'string' || lineage === '')
        return 'is no state file: it has no lineage';
    return { md5: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5').update(bytes).digest('hex'), serial, lineage };
}
/** The values of a state's outputs, by name. Undefined where the bytes are no state that can be read, an encrypted one for instance. */
function outputValues(bytes) {
    try {
        const json = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .q)(bytes.toString());
        if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(json) || json.version !== FORMAT || !(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(json.outputs))
            return undefined;
        return new Map(Object.entries(json.outputs).flatMap(([name, output]) => (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .G)(output) && output.value !== undefined ? [[name, output.value]] : []));
    }
    catch {
        return undefined;
    }
}
function parsed(bytes) {
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    }
    catch {
        return undefined;
    }
}
function otherFormat(json) {
    if (json.format_version !== undefined)
        return 'is what `terraform show -json` writes, not a state: `terraform state pull` writes one';
    if (json.encrypted_data !== undefined)
        return 'is an encrypted state, which the service can not read';
    if (json.backend !== undefined)
        return 'says where the state is, and holds none: `terraform state pull` writes one';
    if (json.version === undefined)
        return 'is no state file: it has no version';
    return `is a state of format ${JSON.stringify(json.version)}, not ${FORMAT}: \`terraform apply\` with Terraform 0.12 or later writes it anew`;
}
/** Why a state must not take the place of the newest one; both values are said. Undefined where it may. */
function refusal(state, known) {
    const newest = `the workspace's newest state, ${known.id},`;
    if (known.lineage !== undefined && known.lineage !== state.lineage)
        return `has the lineage ${state.lineage}, ${newest} ${known.lineage}: they are states of different things`;
    if (known.serial === undefined)
        return undefined;
    if (state.serial < known.serial)
        return `has the serial ${state.serial}, ${newest} ${known.serial}: what was done since would be forgotten`;
    const isOther = known.md5 !== undefined && known.md5 !== state.md5;
    if (state.serial === known.serial && isOther)
        return `has the serial ${state.serial}, and ${newest} has it too, with another content: a changed state has a higher one`;
    return undefined;
}


/***/ })

};
