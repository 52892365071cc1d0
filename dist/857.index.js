export const id = 857;
export const ids = [857];
export const modules = {

/***/ 4054:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Im: () => (/* binding */ comment),
/* harmony export */   Td: () => (/* binding */ commentKey),
/* harmony export */   r4: () => (/* binding */ directoryInRepository)
/* harmony export */ });
/* unused harmony export fromTop */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _github_event_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5015);
/* harmony import */ var _github_pull_request_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2524);
/* harmony import */ var _report_comment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4231);




/** The directory from the top of the checkout, whose own place differs from runner to runner. Empty at the top. */
const directoryInRepository = ({ env }, { directory }) => fromTop(env.GITHUB_WORKSPACE ?? '.', directory);
/** The way from one directory to another, as repositories write paths on every system. */
const fromTop = (top, directory, flavor = (node_path__WEBPACK_IMPORTED_MODULE_0___default())) => flavor.relative(flavor.resolve(top), flavor.resolve(directory)).split(flavor.sep).join('/');
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
        const isQuiet = !told.failed && !run.hasChanges;
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

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  changesOf: () => (/* binding */ changesOf),
  report: () => (/* binding */ report)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/github/event.ts
var github_event = __webpack_require__(5015);
// EXTERNAL MODULE: ./src/github/core.ts
var core = __webpack_require__(3100);
;// CONCATENATED MODULE: ./src/github/summary.ts

/** Adds Markdown to the job's summary. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary */
async function writeSummary(markdown) {
    await (0,core/* core */.I8)().summary.addRaw(markdown).write();
}

;// CONCATENATED MODULE: ./src/report/annotations.ts

/** Above the repository, or on a path of its own: a drive of Windows too. */
const OUTSIDE = /^(\.\.)?(\/|$)|^[A-Za-z]:/;
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
    const inside = file !== undefined && !OUTSIDE.test(file);
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











/** Tells people what came of a run, wherever they look. Nothing of it fails a run: what can't be told is warned of. */
async function report(world, inputs, result, results) {
    const { log } = world;
    annotate(world, inputs, result);
    try {
        const read = await result.changes;
        await exportChanges(world, result, read, results);
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
async function changesOf({ log, signal }, tfe, outcome) {
    const { run, changes } = outcome;
    const read = isEmpty(outcome) ? undefined : await (0,read_changes/* readChanges */.S)(tfe, run, signal, changes);
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
const isEmpty = ({ run, changes }) => !run.hasChanges && changes.every(({ kind }) => kind === 'summary');
/** An empty list would say that there are no changes: where they can't be read, there is none. */
async function exportChanges(world, { outcome }, read, results) {
    if (read === undefined && !isEmpty(outcome))
        return;
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

/***/ 3378:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   examine: () => (/* binding */ examine)
/* harmony export */ });
/* harmony import */ var _github_pull_request_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2524);
/* harmony import */ var _report_comment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4231);
/* harmony import */ var _run_marker_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7767);
/* harmony import */ var _run_read_changes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7081);
/* harmony import */ var _comment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4054);





/** Reads what a plan would change, and where `apply-only-if` asks for it, what was reported for review. */
async function examine(world, tfe, inputs, run) {
    const planned = (await (0,_run_read_changes_js__WEBPACK_IMPORTED_MODULE_2__/* .readChanges */ .S)(tfe, run, world.signal))?.changes;
    if (!inputs.applyOnlyIf.includes('reviewed'))
        return { planned, reviewed: undefined };
    const found = await reviewedRun(world, tfe, inputs, run);
    if ('missing' in found)
        return { planned, reviewed: found };
    const reviewed = (await (0,_run_read_changes_js__WEBPACK_IMPORTED_MODULE_2__/* .readChanges */ .S)(tfe, found, world.signal))?.changes;
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
        const pulls = await _github_pull_request_js__WEBPACK_IMPORTED_MODULE_0__/* .PullRequests */ .u.connect(githubToken, world.env, world.clock, world.signal);
        const merged = await pulls.merged(commit);
        if (merged === undefined)
            return { missing: `No pull request was merged as the commit ${commit}` };
        const key = (0,_comment_js__WEBPACK_IMPORTED_MODULE_3__/* .commentKey */ .Td)(world, inputs);
        const comment = await pulls.findComment(merged.number, body => (0,_report_comment_js__WEBPACK_IMPORTED_MODULE_1__/* .reportedRun */ .T)(body, key) !== undefined);
        const id = (0,_report_comment_js__WEBPACK_IMPORTED_MODULE_1__/* .reportedRun */ .T)(comment?.body ?? '', key);
        if (id === undefined || id === '')
            return { missing: `No plan of this workspace was reported on pull request #${merged.number}` };
        const reviewed = await tfe.runs.read(id, { signal: world.signal });
        const origin = (0,_run_marker_js__WEBPACK_IMPORTED_MODULE_4__/* .originOf */ .yv)(reviewed.message ?? '');
        if (reviewed.workspaceId !== run.workspaceId)
            return { missing: `The reported run ${id} is of another workspace` };
        if (origin?.repository !== repository ||
            origin?.pullRequest !== merged.number ||
            !(0,_run_marker_js__WEBPACK_IMPORTED_MODULE_4__/* .sameCommit */ .Kd)(origin.commit, merged.head)) {
            return {
                missing: `The reported run ${id} did not plan ${merged.head.slice(0, 7)}, the last commit of pull request #${merged.number}`
            };
        }
        return reviewed;
    }
    catch (error) {
        if (error instanceof _github_pull_request_js__WEBPACK_IMPORTED_MODULE_0__/* .MissingPermission */ .c)
            return { missing: error.message };
        throw error;
    }
}


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


/***/ })

};
