export const id = 550;
export const ids = [550];
export const modules = {

/***/ 9433:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ FINDINGS),
/* harmony export */   c: () => (/* binding */ findingOutputs)
/* harmony export */ });
/* harmony import */ var _run_outcome_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6497);

/** The outputs that say what policies, run tasks and the cost estimate have found. */
const FINDINGS = ['policy-status', 'cost-estimate', 'cost-estimate-delta', 'task-results'];
/** Their values, as far as there is anything to say. */
function findingOutputs(findings) {
    const policies = findings.filter(finding => finding.kind === 'policy');
    const tasks = findings.filter(finding => finding.kind === 'task');
    const cost = findings.find(finding => finding.kind === 'cost')?.cost;
    return {
        ...(policies.length > 0 && { 'policy-status': policyStatus(policies) }),
        ...(cost !== undefined && {
            'cost-estimate': JSON.stringify({
                status: cost.status,
                'prior-monthly-cost': cost.prior,
                'proposed-monthly-cost': cost.proposed,
                'delta-monthly-cost': cost.delta
            })
        }),
        ...(cost?.delta !== undefined && { 'cost-estimate-delta': cost.delta }),
        ...(tasks.length > 0 && {
            'task-results': JSON.stringify(tasks.map(({ task: { name, stage, status, enforcement, message, url } }) => ({
                name,
                stage,
                status,
                enforcement,
                message,
                url
            })))
        })
    };
}
function policyStatus(policies) {
    if (policies.some(_run_outcome_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailed */ .Ix))
        return 'failed';
    if (policies.some(({ policy }) => policy.overridden))
        return 'overridden';
    return policies.every(({ policy }) => policy.passed) ? 'passed' : 'advisory-failed';
}


/***/ }),

/***/ 668:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  oq: () => (/* binding */ RUN),
  q9: () => (/* binding */ WORDS),
  Vp: () => (/* binding */ runUrl),
  qz: () => (/* binding */ tell),
  G7: () => (/* binding */ tellOutcome),
  lj: () => (/* binding */ toItsEnd),
  I$: () => (/* binding */ whatRemains)
});

// EXTERNAL MODULE: ./src/github/signals.ts
var signals = __webpack_require__(3722);
// EXTERNAL MODULE: ./src/github/saved.ts
var saved = __webpack_require__(6264);
// EXTERNAL MODULE: ./src/run/outcome.ts
var outcome = __webpack_require__(6497);
// EXTERNAL MODULE: ./src/json.ts
var src_json = __webpack_require__(8301);
// EXTERNAL MODULE: ./src/run/changes.ts
var changes = __webpack_require__(9692);
;// CONCATENATED MODULE: ./src/run/review.ts


/** Why the changes must not be applied; none when they may be. */
function objections(conditions, { planned, reviewed }) {
    if (conditions.length === 0)
        return [];
    if (planned === undefined)
        return ['What the plan would change can not be read, and so not be held against `apply-only-if`'];
    return conditions.flatMap(condition => {
        switch (condition) {
            case 'no-destroys':
                return planned.resources
                    .filter(changes/* destroys */.o8)
                    .map(({ address, action }) => `${address} would be ${action === 'replace' ? 'replaced' : 'destroyed'}`);
            case 'reviewed':
                if (reviewed === undefined)
                    return ['No plan was reported on the merged pull request'];
                return 'missing' in reviewed ? [reviewed.missing] : differences(planned, reviewed);
            default:
                return condition;
        }
    });
}
/** How two plans differ, a line for each resource or output. */
function differences(planned, reviewed) {
    // Attributes are held against each other only where both sources have them.
    const deep = planned.source === 'json' && reviewed.source === 'json';
    return [
        ...compare(planned.resources, reviewed.resources, change => change.address, change => fingerprint(change, deep), wordOf),
        ...(deep
            ? compare(planned.outputs, reviewed.outputs, output => `output ${output.name}`, fingerprintOfOutput, wordOf)
            : [])
    ];
}
function compare(planned, reviewed, nameOf, printOf, say) {
    const before = new Map(reviewed.map(item => [nameOf(item), item]));
    const after = new Map(planned.map(item => [nameOf(item), item]));
    const added = [...after].flatMap(([name, item]) => {
        const old = before.get(name);
        if (old === undefined)
            return [`${name}: ${say(item)}, which was not in the reviewed plan`];
        if (printOf(old) === printOf(item))
            return [];
        return [
            say(old) === say(item)
                ? `${name}: ${say(item)}, but with other values than in the reviewed plan`
                : `${name}: ${say(item)}; reviewed was ${say(old)}`
        ];
    });
    const gone = [...before]
        .filter(([name]) => !after.has(name))
        .map(([name, item]) => `${name}: ${say(item)} in the reviewed plan, and nothing now`);
    return [...added, ...gone];
}
const wordOf = ({ action }) => action;
/** What makes two changes of one resource the same: what is done, and to which values. */
const fingerprint = ({ action, previousAddress, importing, values }, deep) => JSON.stringify([action, previousAddress, importing, deep && values !== undefined ? printOfValues(values) : null]);
const fingerprintOfOutput = ({ action, values }) => JSON.stringify([action, printOfValues(values)]);
const printOfValues = ({ before, after, afterUnknown }) => [
    sorted(before),
    sorted(after),
    sorted(afterUnknown)
];
/** The order of an object's keys means nothing. */
function sorted(json) {
    if (Array.isArray(json))
        return json.map(sorted);
    if (!(0,src_json/* isObject */.G)(json))
        return json;
    return Object.fromEntries(Object.entries(json)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => [name, sorted(value)]));
}

// EXTERNAL MODULE: ./src/run/status.ts
var run_status = __webpack_require__(2615);
;// CONCATENATED MODULE: ./src/run/decide.ts



const WAIT = { kind: 'wait' };
const end = (ending) => ({ kind: 'end', ending });
/**
 * What to do about a run that is as it is now. The one place that decides to apply. What the run's status does not settle, the
 * `actions` that the service offers do: statuses come and go, and new ones appear.
 */
function decide(run, circumstances) {
    const { operation, late } = circumstances;
    const means = (0,run_status/* meaning */.ak)(run.status);
    switch (means) {
        case 'queued':
        case 'working':
        case 'confirmable':
            if (run.status === 'planned_and_saved' && operation !== 'apply')
                return end('saved');
            if (late !== undefined)
                return end(late);
            return run.actions.confirmable ? confirmable(run, circumstances) : WAIT;
        case 'override':
            return end('needs-override');
        case 'ended':
            return end(ending(run, circumstances));
        default:
            return means;
    }
}
function confirmable(run, { operation, conditions, examined }) {
    if (operation !== 'apply')
        return end('needs-confirmation');
    if (run.mayApply === false)
        return end('may-not-apply');
    if (conditions.length === 0)
        return { kind: 'confirm' };
    if (examined === undefined)
        return { kind: 'examine' };
    const found = objections(conditions, examined);
    return found.length > 0 ? { kind: 'refuse', objections: found } : { kind: 'confirm' };
}
function ending({ status, hasChanges }, { expectNoChanges, findings }) {
    switch (status) {
        case 'applied':
            return 'applied';
        case 'planned_and_finished':
        case 'assessed':
            if (!hasChanges)
                return 'no-changes';
            return expectNoChanges ? 'drifted' : 'planned';
        case 'policy_soft_failed':
            return 'policy-failed';
        case 'discarded':
            return 'discarded';
        case 'canceled':
        case 'force_canceled':
            return 'canceled';
        default:
            return blame(findings);
    }
}
/** An errored run says nothing of why: a policy or a task that has failed does. */
function blame(findings) {
    const failed = findings.filter(outcome/* isFailed */.Ix).map(({ kind }) => kind);
    if (failed.includes('policy'))
        return 'policy-failed';
    return failed.includes('task') ? 'task-failed' : 'errored';
}

;// CONCATENATED MODULE: ./src/run/limits.ts

/** Counts the time that a run is queued apart from the time that it works. */
class Limits {
    #clock;
    #spans;
    #queuedAt;
    #begunAt;
    constructor(clock, spans) {
        this.#clock = clock;
        this.#spans = spans;
        this.#queuedAt = clock.now();
    }
    late(run) {
        const now = this.#clock.now();
        if ((0,run_status/* meaning */.ak)(run.status) === 'queued') {
            return now - this.#queuedAt > (this.#spans.queueTimeout ?? Infinity) ? 'not-begun-in-time' : undefined;
        }
        this.#begunAt ??= now;
        return now - this.#begunAt > (this.#spans.timeout ?? Infinity) ? 'not-over-in-time' : undefined;
    }
}

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/tfe/retry.ts
var retry = __webpack_require__(9455);
// EXTERNAL MODULE: ./src/run/checks.ts + 1 modules
var checks = __webpack_require__(7208);
;// CONCATENATED MODULE: ./src/run/event.ts
const PHASES = ['plan', 'apply'];

;// CONCATENATED MODULE: ./src/run/pace.ts
/** Milliseconds to the next request: right after news, and when nothing has happened for a while. In between, each is longer. */
const FIRST = 200;
const LONGEST = 1_500;
const GROWTH = 1.5;
/** Requests that may come sooner than the longest pause before the pace falls to it. */
const BURST = 20;
/**
 * How long to wait before asking again: soon after news, since more usually follows, then less and less often. Never more than 60 times
 * in any minute, which is 40 at the longest pause and a burst of 20: a user may make 30 requests a second, but that is over everything
 * that the user does. https://developer.hashicorp.com/terraform/cloud-docs/api-docs#rate-limiting
 */
class Pace {
    #now;
    #pause = FIRST;
    #burst = BURST;
    #filledAt;
    constructor(now) {
        this.#now = now;
        this.#filledAt = now();
    }
    /** Milliseconds to wait now; `news` says whether the last answer had any. */
    next(news) {
        const now = this.#now();
        this.#burst = Math.min(BURST, this.#burst + (now - this.#filledAt) / LONGEST) - 1;
        this.#filledAt = now;
        this.#pause = news ? FIRST : Math.min(LONGEST, this.#pause * GROWTH);
        return this.#burst >= 1 ? this.#pause : LONGEST;
    }
}

// EXTERNAL MODULE: ./src/logs/events.ts
var events = __webpack_require__(1430);
// EXTERNAL MODULE: ./src/logs/read.ts
var read = __webpack_require__(1179);
// EXTERNAL MODULE: ./src/tfe/blobs.ts
var blobs = __webpack_require__(5);
;// CONCATENATED MODULE: ./src/run/phase-log.ts




/** Reads that find nothing before a log that has no end marker counts as read, once its phase is over. */
const EMPTY_READS = 2;
/** The log of one phase of a run, as it grows. */
class PhaseLog {
    #reader;
    #lines = new read/* Lines */.q();
    #url;
    #begun = false;
    #phaseEnded = false;
    #emptyReads = 0;
    #failures = 0;
    #finished = false;
    constructor(tfe, signal) {
        this.#reader = new read/* LogReader */.w((offset, limit) => {
            return (0,blobs/* readSlice */.Vw)(tfe.http, this.#url ?? '', offset, limit, signal);
        });
    }
    /** What the run's latest reading says of the phase. Its URL may have been renewed. */
    update({ status, logReadUrl }) {
        this.#url = logReadUrl ?? this.#url;
        this.#phaseEnded = (0,run_status/* phaseEnded */.ET)(status);
        this.#begun ||= status === 'running' || (this.#phaseEnded && !(0,run_status/* phaseLeftOut */.FV)(status));
    }
    /** Whether there is a log that may have more to say. */
    get open() {
        return this.#begun && this.#url !== undefined && !this.#finished;
    }
    /** Whether what is left of the log can be read now: the phase is over. */
    get ending() {
        return this.open && this.#phaseEnded;
    }
    /** What the log says that it did not say before, in batches of lines. */
    async *news() {
        let empty = true;
        for await (const text of this.#reader.news(this.#phaseEnded)) {
            empty = false;
            const lines = this.#lines.push(text);
            if (lines.length > 0)
                yield lines.map(events/* parseLine */.A);
        }
        this.#failures = 0;
        this.#emptyReads = empty ? this.#emptyReads + 1 : 0;
        if (this.#reader.complete || this.#reader.endless || (this.#phaseEnded && this.#emptyReads >= EMPTY_READS))
            yield* this.end();
        if (this.#reader.endless)
            yield [{ kind: 'text', text: 'The log does not end: the rest of it is not shown.' }];
    }
    /** Counts a failed reading; gives how many failed one after another. */
    failed() {
        return ++this.#failures;
    }
    /** Reads no more; what was left of a line comes out. */
    *end() {
        this.#finished = true;
        const rest = this.#lines.flush();
        if (rest.length > 0)
            yield rest.map(events/* parseLine */.A);
    }
}

;// CONCATENATED MODULE: ./src/run/queue.ts
/** Milliseconds before a wait is worth a word, between two looks at the workspace, and between two words about the same. */
const PATIENCE = 3_000;
const LOOK = 20_000;
const REPEAT = 60_000;
/** Tells what a run waits for: when that changes, and once a minute. */
class Queue {
    #tfe;
    #began;
    #lookedAt = -Infinity;
    #saidAt = -Infinity;
    #said;
    #holder;
    constructor(tfe) {
        this.#tfe = tfe;
        this.#began = tfe.http.connection.clock.now();
    }
    async news(run, signal) {
        const now = this.#tfe.http.connection.clock.now();
        const waited = now - this.#began;
        if (waited < PATIENCE)
            return undefined;
        // Only the first in line waits for the lock, and a plan alone takes none.
        if (run.status === 'pending' && !run.isPlanOnly && run.workspaceId !== undefined && now - this.#lookedAt >= LOOK) {
            this.#lookedAt = now;
            this.#holder = (await this.#tfe.workspaces.read(run.workspaceId, { signal })).lockedBy;
        }
        const holder = this.#holder?.id === run.id ? undefined : this.#holder;
        const key = JSON.stringify([run.status, run.positionInQueue, holder]);
        if (key === this.#said && now - this.#saidAt < REPEAT)
            return undefined;
        this.#said = key;
        this.#saidAt = now;
        return { kind: 'queued', waited, position: run.positionInQueue, holder };
    }
}

;// CONCATENATED MODULE: ./src/run/watch.ts








/** Log reads between two readings of the run, while its log is open. */
const LOG_READS = 6;
/** Failures one after another, each after its own retries, before following ends, or before a log is given up. */
const RUN_FAILURES = 5;
const LOG_FAILURES = 3;
/** Times that a confirmation is sent whose answer is lost. */
const CONFIRMATIONS = 3;
/** A run as last read, its logs as far as read, and what was found of it. Each method waits for its turn before it asks. */
class Watch {
    #tfe;
    #signal;
    #pace;
    #queue;
    #checks;
    #logs;
    #run;
    #news = true;
    #decided = false;
    #unanswered = 0;
    #runFailures = 0;
    constructor(tfe, run, signal) {
        const { clock } = tfe.http.connection;
        this.#tfe = tfe;
        this.#signal = signal;
        this.#pace = new Pace(() => clock.now());
        this.#queue = new Queue(tfe);
        this.#checks = new checks/* Checks */.s(tfe);
        this.#logs = { plan: new PhaseLog(tfe, signal), apply: new PhaseLog(tfe, signal) };
        this.#run = run;
        this.#updateLogs();
    }
    get run() {
        return this.#run;
    }
    get findings() {
        return this.#checks.findings;
    }
    /** What the logs of finished phases still hold: it comes before whatever followed those phases. */
    async *restOfLogs() {
        for (const phase of PHASES) {
            for (let isThere = true; this.#logs[phase].ending; isThere = false)
                yield* this.#readLog(phase, isThere);
        }
    }
    /** What policies, tasks and the cost estimate have decided. That this can't be read is told, and changes nothing else. */
    async *newFindings() {
        if ((0,run_status/* meaning */.ak)(this.#run.status) === 'queued')
            return;
        try {
            for await (const finding of this.#checks.news(this.#run, this.#signal))
                yield { kind: 'finding', finding };
        }
        catch (error) {
            yield trouble("The results of policies and tasks can't be read", error);
        }
    }
    /** Passes the time until the run is worth reading again: while a log is open, by reading that. */
    async *wait() {
        const open = PHASES.find(phase => this.#logs[phase].open);
        if (open === undefined)
            await this.#sleep();
        else
            for (let reads = 0; reads < LOG_READS && this.#logs[open].open; reads++)
                yield* this.#readLog(open);
    }
    /** Reads the run anew. That this fails for a while does not end the run, and so not the following either. */
    async *readRun() {
        try {
            const run = await this.#tfe.runs.read(this.#run.id, { signal: this.#signal });
            this.#news = run.status !== this.#run.status;
            this.#run = run;
            this.#runFailures = 0;
            this.#updateLogs();
            const queued = (0,run_status/* meaning */.ak)(run.status) === 'queued' ? await this.#queue.news(run, this.#signal) : undefined;
            if (queued !== undefined)
                yield queued;
        }
        catch (error) {
            this.#runFailures += 1;
            if (!mayPass(error) || this.#runFailures >= RUN_FAILURES)
                throw error;
            yield trouble("The run can't be read just now, and goes on without being watched", error);
        }
    }
    /**
     * Confirms the plan. A conflict means that somebody decided meanwhile: the next reading tells what. Where no answer came, it tells whether
     * the confirmation arrived; if not, it is given again, and the service takes no second one.
     */
    async *confirm(comment) {
        if (this.#decided)
            return;
        this.#decided = true;
        this.#news = true;
        try {
            await this.#tfe.runs.apply(this.#run.id, comment);
            yield { kind: 'confirmed' };
        }
        catch (error) {
            if (errors/* ApiError */.hD.is(error, 409))
                return;
            this.#unanswered += 1;
            if (!(0,retry/* mayBeDone */.VH)(error) || this.#unanswered >= CONFIRMATIONS)
                throw error;
            this.#decided = false;
            yield trouble('Whether the confirmation arrived is not known yet', error);
        }
    }
    /** Discards the run, once. A conflict means that somebody decided meanwhile: the next reading tells what. */
    async discard(comment) {
        if (this.#decided)
            return;
        this.#decided = true;
        this.#news = true;
        try {
            await this.#tfe.runs.discard(this.#run.id, comment);
        }
        catch (error) {
            if (!errors/* ApiError */.hD.is(error, 409))
                throw error;
        }
    }
    /** `isThere`: what is to be read is known to be written, and is not waited for. */
    async *#readLog(phase, isThere = false) {
        const log = this.#logs[phase];
        if (!isThere)
            await this.#sleep();
        try {
            for await (const lines of log.news()) {
                this.#news = true;
                yield { kind: 'log', phase, lines };
            }
        }
        catch (error) {
            yield trouble(`The log of the ${phase} can't be read just now`, error);
            if (log.failed() >= LOG_FAILURES)
                for (const lines of log.end())
                    yield { kind: 'log', phase, lines };
        }
    }
    #updateLogs() {
        for (const phase of PHASES) {
            const read = this.#run[phase];
            if (read !== undefined)
                this.#logs[phase].update(read);
        }
    }
    async #sleep() {
        const delay = this.#pace.next(this.#news);
        this.#news = false;
        await this.#tfe.http.connection.clock.sleep(delay, this.#signal);
    }
}
/** Whether an error says nothing of the run, and may pass. */
const mayPass = (error) => error instanceof errors/* NetworkError */.Dr || (error instanceof errors/* ApiError */.hD && (error.status >= 500 || error.status === 429));
/** What can be lived with. Anything but the service's or the network's word is thrown on. */
function trouble(what, error) {
    if (!(error instanceof errors/* NetworkError */.Dr || error instanceof errors/* ApiError */.hD))
        throw error;
    return { kind: 'trouble', message: `${what}: ${error.message}` };
}

;// CONCATENATED MODULE: ./src/run/follow.ts



/** Follows one run to its end, or to where `operation` stops; confirms it where `decide` says so. */
async function* follow(tfe, first, following) {
    const { operation, expectNoChanges = false, comment, conditions = [], signal } = following;
    const watch = new Watch(tfe, first, signal);
    const limits = new Limits(tfe.http.connection.clock, following);
    let examined;
    let refused;
    for (let status;;) {
        yield* watch.restOfLogs();
        const { run } = watch;
        if (run.status !== status) {
            yield* watch.newFindings();
            yield { kind: 'status', run };
        }
        status = run.status;
        const { findings } = watch;
        const late = limits.late(run);
        const decision = decide(run, { operation, expectNoChanges, findings, conditions, examined, late });
        switch (decision.kind) {
            case 'end':
                return { ending: refused ? 'refused' : decision.ending, run, findings, objections: refused ?? [] };
            case 'examine':
                examined = (await following.examine?.(run)) ?? { planned: undefined, reviewed: undefined };
                continue;
            case 'refuse':
                refused = decision.objections;
                await watch.discard('Not what `apply-only-if` allows');
                break;
            case 'confirm':
                yield* watch.confirm(comment);
                break;
            case 'wait':
                break;
            default:
                decision;
        }
        yield* watch.wait();
        yield* watch.readRun();
    }
}

// EXTERNAL MODULE: ./src/run/stop.ts
var stop = __webpack_require__(6941);
// EXTERNAL MODULE: ./src/tfe/state-versions.ts
var state_versions = __webpack_require__(8984);
// EXTERNAL MODULE: ./src/actions/findings.ts
var actions_findings = __webpack_require__(9433);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./src/logs/plain.ts

const LONGEST_BOX = 500;
const LONGEST_LINE = 10_000;
const HEAD = /^(Error|Warning): (.*)$/;
const PLACE = /^ {2}on (.+) line (\d+)(?:, in (.+))?:$/;
const ADDRESS = /^ {2}with (.+),$/;
const CODE = /^ +(\d+): ?(.*)$/;
const VALUE = /^ {4} *(?:│|├─+)/;
/** Finds the diagnostics in a plain log, where Terraform draws a box around each. */
class PlainDiagnostics {
    #box;
    /** Takes the next line; gives the diagnostic that it completes. */
    push(line) {
        const text = (0,external_node_util_.stripVTControlCharacters)(line).trimEnd();
        if (text === '╷')
            this.#box = [];
        else if (text === '╵')
            return this.#end();
        else if (this.#box !== undefined && text.startsWith('│') && this.#box.length < LONGEST_BOX)
            this.#box.push(text.slice(1, LONGEST_LINE).replace(/^ /, ''));
        else
            this.#box = undefined;
        return undefined;
    }
    #end() {
        const [head = '', ...rest] = this.#box ?? [];
        this.#box = undefined;
        const [, severity, summary] = HEAD.exec(head) ?? [];
        if (summary === undefined)
            return undefined;
        const match = (pattern) => rest.map(line => pattern.exec(line)).find(found => found !== null) ?? undefined;
        const [, filename, line, context] = match(PLACE) ?? [];
        const code = rest.map(each => CODE.exec(each)?.[2]).filter(text => text !== undefined);
        const detail = rest
            .filter(each => !PLACE.test(each) && !ADDRESS.test(each) && !CODE.test(each) && !VALUE.test(each))
            .join('\n')
            .trim();
        const position = { line: Number(line), column: 1 };
        return {
            severity: severity === 'Warning' ? 'warning' : 'error',
            summary,
            detail: detail === '' ? undefined : detail,
            address: match(ADDRESS)?.[1],
            range: filename === undefined ? undefined : { filename, start: position, end: position },
            snippet: code.length === 0
                ? undefined
                : { context, code: code.join('\n'), startLine: Number(match(CODE)?.[1]), values: [] }
        };
    }
}

// EXTERNAL MODULE: ./src/logs/render.ts
var render = __webpack_require__(8231);
// EXTERNAL MODULE: ./src/run/read-changes.ts
var read_changes = __webpack_require__(7081);
;// CONCATENATED MODULE: ./src/actions/narrate.ts





const TITLES = { plan: 'Terraform plan', apply: 'Terraform apply' };
/** Tells the job's log what happens to a run, as it happens: each phase's log in a group of its own. */
async function narrate(events, log) {
    const heard = new Hearing();
    let open;
    for (;;) {
        const { done, value: event } = await events.next();
        if (done === true) {
            log.endGroup();
            return { ...event, diagnostics: heard.diagnostics, changes: heard.changes };
        }
        if (event.kind === 'log') {
            if (open !== event.phase)
                log.group(TITLES[event.phase]);
            open = event.phase;
            for (const line of event.lines)
                heard.line(line, event.phase);
            log.remote(event.lines.filter(line => isNews(event.phase, line)).flatMap(render/* render */.X));
        }
        else {
            log.endGroup();
            open = undefined;
            announce(event, log);
        }
    }
}
/** Characters of what is kept, far beyond what a report has room for: a log without end does not fill the memory. */
const MOST_KEPT = 67_108_864;
/** Keeps what is told again at the end. Terraform may print a diagnostic several times. */
class Hearing {
    #boxes = new PlainDiagnostics();
    #diagnostics = new Map();
    changes = [];
    #room = MOST_KEPT;
    get diagnostics() {
        return [...this.#diagnostics.values()];
    }
    line(line, phase) {
        const diagnostic = line.kind === 'diagnostic' ? line.diagnostic : line.kind === 'text' ? this.#boxes.push(line.text) : undefined;
        if (diagnostic !== undefined) {
            const text = JSON.stringify(diagnostic);
            if (!this.#diagnostics.has(text) && this.#hasRoom(text))
                this.#diagnostics.set(text, diagnostic);
        }
        if (phase === 'plan' && (0,read_changes/* isChange */.X)(line) && (line.kind === 'summary' || this.#hasRoom(JSON.stringify(line))))
            this.changes.push(line);
    }
    #hasRoom(text) {
        this.#room -= text.length;
        return this.#room >= 0;
    }
}
/** An apply's log begins with what the plan's has said already. */
const isNews = (phase, { kind }) => phase === 'plan' || (kind !== 'change' && kind !== 'drift');
function announce(event, log) {
    switch (event.kind) {
        case 'status':
            log.info(`Run: ${(0,run_status/* says */.FA)(event.run.status)}`);
            return;
        case 'queued':
            log.info(waiting(event));
            return;
        case 'finding':
            announceFinding(event.finding, log);
            return;
        case 'confirmed':
            log.info('Confirmed the plan.');
            return;
        case 'trouble':
            log.warning(event.message);
            return;
        default:
            event;
    }
}
/** What has failed and did not stop the run is warned of; what stopped it, the step's own failure names. */
function announceFinding(finding, log) {
    if ((0,outcome/* isPassed */.Hh)(finding) || (0,outcome/* isFailed */.Ix)(finding))
        log.info((0,outcome/* sentence */.em)(finding));
    else
        log.warning((0,outcome/* sentence */.em)(finding));
}
function waiting({ waited, position, holder }) {
    const seconds = Math.round(waited / 1000);
    const time = seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
    const behind = position === undefined || position <= 0 ? '' : `, at position ${position} of the queue`;
    const held = holder === undefined ? '' : `; the workspace is held by the ${holder.kind} ${holder.name ?? holder.id}`;
    return `Waiting for ${time}${behind}${held}.`;
}

;// CONCATENATED MODULE: ./src/actions/run-results.ts








/** Where people look at a run. */
const runUrl = (site, organization, workspace, runId) => `${site}/app/${organization}/workspaces/${workspace}/runs/${runId}`;
/** The outputs that say what became of a run. */
const RUN = [
    'run-id',
    'run-url',
    'run-status',
    'configuration-version-id',
    'plan-id',
    'apply-id',
    'has-changes',
    'resource-additions',
    'resource-changes',
    'resource-destructions',
    'resource-imports'
];
/** Follows a run to where it is to go. One that takes too long, or whose job is cancelled, is ended as was asked for. */
async function toItsEnd({ log, signal }, tfe, run, course) {
    try {
        signal.throwIfAborted();
        const outcome = await narrate(follow(tfe, run, { ...course, signal }), log);
        const late = outcome.ending === 'not-begun-in-time' || outcome.ending === 'not-over-in-time';
        if (!late || course.onTimeout === 'leave') {
            if (late)
                log.info(`Run ${run.id} goes on.`);
            saved/* saved */._.release();
            return outcome;
        }
        log.info(`Run ${run.id}: ${WORDS[await (0,stop/* stop */.d)(tfe, outcome.run, 'The GitHub job waited long enough')]}.`);
        return outcome;
    }
    catch (error) {
        log.endGroup();
        if (!(error instanceof signals/* Cancelled */.c))
            throw error;
        if (course.onCancel === 'leave') {
            saved/* saved */._.release();
            log.info(`Run ${run.id} goes on.`);
        }
        else
            log.info(`Run ${run.id}: ${WORDS[await (0,stop/* stop */.d)(tfe, run, 'The GitHub job was cancelled')]}.`);
        throw error;
    }
}
/** What became of a run that was to be ended. */
const WORDS = {
    cancelled: 'cancelled; Terraform ends what it is doing and writes its state',
    discarded: 'discarded',
    left: 'was over already'
};
/** Sets what is known of a run as outputs. */
function tell(results, run, url) {
    const counts = run.apply?.additions === undefined ? run.plan : run.apply;
    results.set('run-id', run.id);
    results.set('run-url', url);
    results.set('run-status', run.status);
    results.set('configuration-version-id', run.configurationVersionId);
    results.set('plan-id', run.planId);
    results.set('apply-id', run.applyId);
    if ((0,run_status/* meaning */.ak)(run.status) !== 'queued')
        results.set('has-changes', run.plan?.hasChanges ?? run.hasChanges);
    results.set('resource-additions', counts?.additions);
    results.set('resource-changes', counts?.changes);
    results.set('resource-destructions', counts?.destructions);
    results.set('resource-imports', counts?.imports);
}
/** Sets how a run ended, and what was found of it on the way, as outputs. */
function tellOutcome(results, { run, findings }, url) {
    tell(results, run, url);
    const found = (0,actions_findings/* findingOutputs */.c)(findings);
    for (const name of actions_findings/* FINDINGS */.T)
        results.set(name, found[name]);
}
/** The state version whose outputs the step exports: the one that the run wrote, else the workspace's current one. */
async function whatRemains({ log, signal }, tfe, { ending, run }, workspaceId) {
    if (ending !== 'applied')
        log.info("The outputs are the workspace's current ones: nothing was applied.");
    const written = ending === 'applied' ? (run.apply?.stateVersionIds ?? []) : [];
    const versions = await Promise.all(written.map(id => tfe.stateVersions.read(id, { ...state_versions/* WITH_OUTPUTS */.u, signal })));
    const newest = versions.toSorted((a, b) => (b.serial ?? 0) - (a.serial ?? 0))[0];
    if (newest !== undefined || workspaceId === undefined)
        return newest;
    return tfe.stateVersions.readCurrent(workspaceId, { ...state_versions/* WITH_OUTPUTS */.u, signal });
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


/***/ }),

/***/ 6264:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ saved)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7264);

const STATE = 'run';
const LOCK = 'lock';
/**
 * What the post step knows: the run that this step has begun and not seen the end of, the lock that it has not given back. The runner keeps it
 * as soon as it is written, also when the step is killed.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#sending-values-to-the-pre-and-post-actions
 */
const saved = {
    /** From here on the post step ends the run, if nobody else has. */
    own: (owned) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ(STATE, owned),
    /** The run is over, or goes on on purpose. */
    release: () => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ(STATE, ''),
    owned() {
        const text = _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu(STATE);
        return text === '' ? undefined : JSON.parse(text);
    },
    /** From here on the post step gives the lock back, if it is still held. */
    ownLock: (lock) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ(LOCK, lock),
    releaseLock: () => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ(LOCK, ''),
    lock() {
        const text = _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getState */ .Gu(LOCK);
        return text === '' ? undefined : JSON.parse(text);
    }
};


/***/ }),

/***/ 1430:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ parseLine)
/* harmony export */ });
/** Reads one line, without its end. A line that is no structured message is text. */
function parseLine(line) {
    const message = structured(line);
    return message === undefined ? { kind: 'text', text: line } : (meaning(message) ?? plain(message));
}
const isBag = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const bag = (value) => (isBag(value) ? value : {});
const text = (value) => (typeof value === 'string' && value !== '' ? value : undefined);
const count = (value) => (typeof value === 'number' ? value : 0);
const list = (value) => (Array.isArray(value) ? value : []);
function structured(line) {
    if (!line.startsWith('{'))
        return undefined;
    try {
        const message = JSON.parse(line);
        return isBag(message) && typeof message['@message'] === 'string' ? message : undefined;
    }
    catch {
        return undefined;
    }
}
const plain = (message) => ({
    kind: 'message',
    type: text(message.type) ?? 'log',
    text: String(message['@message'])
});
function meaning(message) {
    switch (message.type) {
        case 'diagnostic':
            return { kind: 'diagnostic', diagnostic: diagnostic(bag(message.diagnostic)) };
        case 'planned_change':
            return { kind: 'change', change: resourceChange(bag(message.change)) };
        case 'resource_drift':
            return { kind: 'drift', change: resourceChange(bag(message.change)) };
        case 'change_summary':
            return summary(bag(message.changes), String(message['@message']));
        case 'outputs':
            return { kind: 'outputs' };
        default:
            return undefined;
    }
}
function diagnostic(from) {
    return {
        severity: from.severity === 'warning' ? 'warning' : 'error',
        summary: text(from.summary) ?? '',
        detail: text(from.detail),
        address: text(from.address),
        range: isBag(from.range) ? range(from.range) : undefined,
        snippet: isBag(from.snippet) ? snippet(from.snippet) : undefined
    };
}
function range(from) {
    const filename = text(from.filename);
    if (filename === undefined)
        return undefined;
    const position = (value) => ({
        line: count(bag(value).line),
        column: count(bag(value).column)
    });
    return { filename, start: position(from.start), end: position(from.end) };
}
const snippet = (from) => ({
    context: text(from.context),
    code: text(from.code) ?? '',
    startLine: count(from.start_line),
    values: list(from.values).map(value => ({
        traversal: text(bag(value).traversal) ?? '',
        statement: text(bag(value).statement) ?? ''
    }))
});
const resourceChange = (from) => ({
    address: text(bag(from.resource).addr) ?? '',
    action: text(from.action) ?? 'unknown',
    previousAddress: text(bag(from.previous_resource).addr),
    reason: text(from.reason),
    importing: isBag(from.importing)
});
const summary = (changes, message) => ({
    kind: 'summary',
    operation: text(changes.operation) ?? 'plan',
    counts: {
        additions: count(changes.add),
        changes: count(changes.change),
        destructions: count(changes.remove),
        imports: count(changes.import)
    },
    text: message
});


/***/ }),

/***/ 1179:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ Lines),
/* harmony export */   w: () => (/* binding */ LogReader)
/* harmony export */ });
const LIMIT = 1_048_576;
/** A slice of this size or more may have been cut short by the server: more is to be had at once. */
const FULL = 65_536;
/** Bytes that are read in a row of a log that still grows. Then it is time to see how its run is. */
const IN_A_ROW = 67_108_864;
/** Bytes of a log, and slices of one that is over: what has more than these has no end. */
const MOST_BYTES = 2 ** 30;
const MOST_SLICES = 20_000;
/** The first byte of a log, and the last of one that is complete. */
const STX = 0x02;
const ETX = 0x03;
/**
 * One log, read from its start as it grows. Offsets count bytes, the markers too; characters and lines may be split anywhere.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans#attributes (`log-read-url`)
 */
class LogReader {
    #slice;
    #decoder = new TextDecoder();
    #offset = 0;
    #complete = false;
    #slices = 0;
    constructor(slice) {
        this.#slice = slice;
    }
    /** Whether the end marker has been read. A log whose phase was killed may never have one. */
    get complete() {
        return this.#complete;
    }
    /** Whether there is so much of it that the rest is not read. */
    get endless() {
        return this.#offset > MOST_BYTES || this.#slices > MOST_SLICES;
    }
    /**
     * What has been written since the last call, slice by slice; a slice that ends inside of a character may give no text. Reads while
     * there may be more at once: after a slice as large as servers give, and with `toTheEnd` after any that is not empty.
     */
    async *news(toTheEnd = false) {
        const start = this.#offset;
        for (let more = true; more && !this.#complete && !this.endless;) {
            const bytes = await this.#slice(this.#offset, LIMIT);
            if (bytes.length === 0)
                return;
            if (toTheEnd)
                this.#slices += 1;
            yield this.#take(bytes);
            more = toTheEnd || (bytes.length >= FULL && this.#offset - start < IN_A_ROW);
        }
    }
    #take(bytes) {
        const start = this.#offset === 0 && bytes[0] === STX ? 1 : 0;
        this.#offset += bytes.length;
        this.#complete = bytes.at(-1) === ETX;
        const text = bytes.subarray(start, this.#complete ? -1 : undefined);
        return this.#decoder.decode(text, { stream: !this.#complete });
    }
}
/** Text of a longer line than this is passed on before its end comes. */
const LONGEST_LINE = 1_048_576;
/** Whole lines from pieces of text. */
class Lines {
    #rest = '';
    /** The lines that `text` completes. */
    push(text) {
        const lines = (this.#rest + text).split('\n');
        this.#rest = lines.pop() ?? '';
        if (this.#rest.length > LONGEST_LINE)
            lines.push(...this.flush());
        return lines;
    }
    /** What is left when no more comes. */
    flush() {
        const rest = this.#rest;
        this.#rest = '';
        return rest === '' ? [] : [rest];
    }
}


/***/ }),

/***/ 4590:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ reasonInWords)
/* harmony export */ });
/** Terraform's words for why, and what they say to people. The log leaves out the beginning of some. */
const REASONS = {
    cannot_update: "can't be changed in place",
    requested: 'asked for',
    by_request: 'asked for',
    by_triggers: 'since something else is replaced',
    no_resource_config: 'not in the configuration any more',
    no_module: 'its module is not in the configuration any more',
    no_move_target: 'moved to where nothing is',
    wrong_repetition: 'with count or for_each, or without',
    count_index: 'beyond its count',
    each_key: 'not among its for_each any more',
    config_unknown: 'depends on what is not known yet',
    dependency_pending: 'depends on what changes',
    check_nested: 'for a check'
};
/** Why something is replaced, deleted or read, in words. A reason that is not known here is shown as it is. */
function reasonInWords(reason) {
    const word = reason.replace(/^(replace|delete|read)_because_|^(replace|delete|read)_(?=by_)/, '');
    return Object.hasOwn(REASONS, word) ? (REASONS[word] ?? word) : word.replaceAll('_', ' ');
}


/***/ }),

/***/ 8231:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ renderDiagnostic),
/* harmony export */   X: () => (/* binding */ render)
/* harmony export */ });
/* harmony import */ var _reasons_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4590);

/** ANSI colours, which GitHub's log viewer shows: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands */
const style = (code) => (text) => `\u001b[${code}m${text}\u001b[0m`;
const bold = style(1);
const red = style(31);
const green = style(32);
const yellow = style(33);
const cyan = style(36);
/** What each action is called in the log, as Terraform's own words for it are. */
const ACTIONS = {
    noop: { mark: ' ', what: 'has no changes' },
    create: { mark: green('+'), what: 'will be created' },
    read: { mark: cyan('<='), what: 'will be read during apply' },
    update: { mark: yellow('~'), what: 'will be updated in-place' },
    replace: { mark: `${red('-')}/${green('+')}`, what: 'must be replaced' },
    delete: { mark: red('-'), what: 'will be destroyed' },
    move: { mark: ' ', what: 'has moved' },
    import: { mark: ' ', what: 'will be imported' },
    remove: { mark: ' ', what: 'will no longer be managed by Terraform, but will not be destroyed' }
};
/** The lines that a reader of the log sees for an event: none for what only programs need. */
function render(event) {
    switch (event.kind) {
        case 'text':
            return [event.text];
        case 'message':
            // The version stands in the log's plain head already.
            return event.type === 'version' ? [] : [event.text];
        case 'diagnostic':
            return boxed(event.diagnostic);
        case 'change':
            return [renderChange(event.change)];
        case 'drift':
            return [`  ${yellow('~')} ${event.change.address} has changed outside of Terraform`];
        case 'summary':
            return ['', bold(event.text)];
        case 'outputs':
            return [];
        default:
            return event;
    }
}
function renderChange({ address, action, previousAddress, reason, importing }) {
    const { mark, what } = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : { mark: ' ', what: action };
    const notes = [
        ...(previousAddress === undefined ? [] : [`from ${previousAddress}`]),
        ...(importing && action !== 'import' ? ['after its import'] : []),
        ...(reason === undefined ? [] : [(0,_reasons_js__WEBPACK_IMPORTED_MODULE_0__/* .reasonInWords */ .j)(reason)])
    ];
    return `  ${mark} ${bold(address)} ${what}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}
/** Terraform's own way to show a diagnostic, in a box: the message, where it arose with the code there, the detail. */
function boxed(diagnostic) {
    const paint = diagnostic.severity === 'error' ? red : yellow;
    const [head = '', ...rest] = renderDiagnostic(diagnostic, text => bold(text));
    return [paint('╷'), ...[paint(head), ...rest].map(line => `${paint('│')} ${line}`), paint('╵')];
}
/** A diagnostic as lines. `stress` makes its summary stand out. */
function renderDiagnostic(diagnostic, stress) {
    const { severity, summary, detail, address, range, snippet } = diagnostic;
    const lines = [stress(`${severity === 'error' ? 'Error' : 'Warning'}: ${summary}`)];
    if (address !== undefined)
        lines.push('', `  with ${address},`);
    if (range !== undefined) {
        const context = snippet?.context === undefined ? '' : `, in ${snippet.context}`;
        lines.push(...(address === undefined ? [''] : []), `  on ${range.filename} line ${range.start.line}${context}:`);
    }
    if (snippet !== undefined) {
        lines.push(...snippet.code.split('\n').map((code, index) => `  ${String(snippet.startLine + index).padStart(4)}: ${code}`));
        lines.push(...snippet.values.map(({ traversal, statement }) => `      │ ${traversal} ${statement}`));
    }
    if (detail !== undefined)
        lines.push('', ...detail.split('\n'));
    return lines;
}


/***/ }),

/***/ 9692:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $I: () => (/* binding */ changesOfLog),
/* harmony export */   QZ: () => (/* binding */ changesOfPlan),
/* harmony export */   o8: () => (/* binding */ destroys)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8301);

/** Changes that destroy something that exists. */
const destroys = ({ action }) => action === 'delete' || action === 'replace';
/**
 * Reads a plan as JSON. Undefined where `json` is none.
 * https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
function changesOfPlan(json) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(json) || !Array.isArray(json.resource_changes ?? []))
        return undefined;
    return {
        source: 'json',
        resources: objects(json.resource_changes).flatMap(resourceChange),
        drift: objects(json.resource_drift).flatMap(resourceChange),
        outputs: (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(json.output_changes) ? Object.entries(json.output_changes).flatMap(outputChange) : []
    };
}
/** Gathers the changes that a structured log names, where there is nothing better. */
function changesOfLog(events) {
    const of = (kind) => events.flatMap(event => (event.kind === kind ? loggedChange(event.change) : []));
    return { source: 'log', resources: of('change'), drift: of('drift'), outputs: [] };
}
const objects = (json) => Array.isArray(json) ? json.filter(_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G) : [];
const strings = (json) => Array.isArray(json) ? json.filter(item => typeof item === 'string') : [];
const text = (json) => typeof json === 'string' && json !== '' ? json : undefined;
function resourceChange(from) {
    const change = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(from.change) ? from.change : {};
    const previousAddress = text(from.previous_address);
    const importing = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(change.importing);
    const action = actionOf(strings(change.actions), previousAddress !== undefined, importing);
    if (action === undefined)
        return [];
    // What a failed replacement has left is apart from the object that took its place.
    const deposed = text(from.deposed) === undefined ? '' : ` (deposed object ${text(from.deposed) ?? ''})`;
    return [
        {
            address: (text(from.address) ?? '') + deposed,
            action,
            previousAddress,
            importing,
            reason: text(from.action_reason),
            values: valuesOf(change)
        }
    ];
}
function actionOf(actions, moved, importing) {
    switch (actions.join(' ')) {
        case 'create':
            return 'create';
        case 'read':
            return 'read';
        case 'update':
            return 'update';
        case 'delete':
            return 'delete';
        case 'forget':
            return 'forget';
        case 'delete create':
        case 'create delete':
        case 'forget create':
        case 'create forget':
            return 'replace';
        default:
            if (importing)
                return 'import';
            return moved ? 'move' : undefined;
    }
}
function outputChange([name, change]) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(change))
        return [];
    const action = actionOf(strings(change.actions), false, false);
    if (action !== 'create' && action !== 'update' && action !== 'delete')
        return [];
    return [{ name, action, values: valuesOf(change) }];
}
const valuesOf = (change) => ({
    before: change.before ?? null,
    after: change.after ?? null,
    beforeSensitive: change.before_sensitive ?? false,
    afterSensitive: change.after_sensitive ?? false,
    afterUnknown: change.after_unknown ?? false,
    replacePaths: Array.isArray(change.replace_paths) ? change.replace_paths : []
});
/** The log's words for actions, where they differ. */
const LOGGED = {
    create: 'create',
    read: 'read',
    update: 'update',
    replace: 'replace',
    delete: 'delete',
    move: 'move',
    import: 'import',
    remove: 'forget',
    forget: 'forget'
};
function loggedChange({ address, action, previousAddress, importing, reason }) {
    const known = Object.hasOwn(LOGGED, action) ? LOGGED[action] : undefined;
    const what = known ?? (importing ? 'import' : undefined);
    return what === undefined ? [] : [{ address, action: what, previousAddress, importing, reason, values: undefined }];
}


/***/ }),

/***/ 7208:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s: () => (/* binding */ Checks),
  k: () => (/* binding */ isAdvisory)
});

;// CONCATENATED MODULE: ./src/run/sentinel.ts
const HEADING = /^## Policy \d+: (.+) \((advisory|soft-mandatory|hard-mandatory)\)\s*$/;
/**
 * The policies in what a policy check prints: a heading with name and enforcement level, then the result, then its description and trace.
 * https://developer.hashicorp.com/terraform/cloud-docs/policy-enforcement/view-results
 */
function parsePolicies(output) {
    const lines = output.split(/\r?\n/);
    const starts = lines.flatMap((line, index) => (HEADING.test(line) ? [index] : []));
    return starts.flatMap((start, number) => {
        const [, name = '', enforcement = ''] = HEADING.exec(lines[start] ?? '') ?? [];
        const body = lines.slice(start + 1, starts[number + 1]);
        const result = body.map(line => /^Result: (true|false)\s*$/.exec(line)?.[1]).find(found => found !== undefined);
        if (result === undefined)
            return [];
        return [{ name, enforcement, passed: result === 'true', message: description(body) }];
    });
}
/** The indented lines below "Description:". */
function description(body) {
    const start = body.findIndex(line => /^\s*Description:\s*$/.test(line));
    if (start === -1)
        return undefined;
    const indent = /^\s*/.exec(body[start] ?? '')?.[0].length ?? 0;
    const rest = body.slice(start + 1);
    const end = rest.findIndex(line => line.trim() !== '' && (/^\s*/.exec(line)?.[0].length ?? 0) <= indent);
    const text = rest
        .slice(0, end === -1 ? undefined : end)
        .map(line => line.trim())
        .join(' ')
        .trim();
    return text === '' ? undefined : text;
}

;// CONCATENATED MODULE: ./src/run/checks.ts

/** Statuses of a policy check, a policy evaluation, a task result or a cost estimate that will not change any more. */
const DECIDED = [
    'passed',
    'soft_failed',
    'hard_failed',
    'overridden',
    'failed',
    'finished',
    'errored',
    'canceled',
    'unreachable',
    'skipped_due_to_targeting'
];
const decided = ({ status }) => DECIDED.includes(status);
const isAdvisory = ({ enforcement }) => enforcement === 'advisory';
/** The findings of one run, each told once, when it is decided. */
class Checks {
    #tfe;
    #told = new Set();
    #findings = [];
    constructor(tfe) {
        this.#tfe = tfe;
    }
    get findings() {
        return this.#findings;
    }
    /** What has been decided since the last call. */
    async *news(run, signal) {
        for await (const finding of this.#read(run, signal)) {
            this.#findings.push(finding);
            yield finding;
        }
    }
    async *#read(run, signal) {
        const { costEstimateId } = run;
        if (costEstimateId !== undefined && !this.#told.has(costEstimateId)) {
            const cost = await this.#tfe.costEstimates.read(costEstimateId, { signal });
            // A run that ends before its turn leaves no estimate behind.
            if (this.#isNews(cost) && !['unreachable', 'canceled'].includes(cost.status))
                yield { kind: 'cost', cost };
        }
        if (run.policyCheckIds.some(id => !this.#told.has(id))) {
            for (const check of await this.#tfe.policyChecks.list(run.id, { signal })) {
                if (this.#isNews(check))
                    yield* policiesOfCheck(check, await this.#tfe.policyChecks.output(check.id, { signal }));
            }
        }
        for (const id of run.taskStageIds.filter(id => !this.#told.has(id)))
            yield* this.#stage(id, signal);
    }
    async *#stage(id, signal) {
        const stage = await this.#tfe.taskStages.read(id, { signal });
        for (const evaluation of stage.evaluations) {
            if (this.#isNews(evaluation))
                yield* this.#policiesOfEvaluation(evaluation, signal);
        }
        for (const result of stage.results)
            if (this.#isNews(result))
                yield { kind: 'task', task: taskFinding(stage, result) };
        this.#isNews(stage);
    }
    async *#policiesOfEvaluation({ id, status }, signal) {
        for (const outcome of await this.#tfe.taskStages.outcomes(id, { signal })) {
            const { set, policy, enforcement, description } = outcome;
            const passed = outcome.status === 'passed';
            const overridden = !passed && status === 'overridden';
            yield { kind: 'policy', policy: { name: policy, set, enforcement, passed, overridden, message: description } };
        }
    }
    /** Whether something is decided that was not told before. It counts as told from then on. */
    #isNews(resource) {
        if (!decided(resource) || this.#told.has(resource.id))
            return false;
        this.#told.add(resource.id);
        return true;
    }
}
const taskFinding = (stage, result) => ({
    ...result,
    stage: stage.stage,
    overridden: result.status === 'failed' && stage.status === 'passed' && !isAdvisory(result)
});
/** Sentinel names its policies only in what it prints; where that can't be read, the counts speak for all of them. */
function* policiesOfCheck(check, output) {
    const overridden = check.status === 'overridden';
    const policies = parsePolicies(output);
    if (policies.length > 0) {
        for (const { name, enforcement, passed, message } of policies) {
            yield {
                kind: 'policy',
                policy: { name, set: undefined, enforcement, passed, overridden: !passed && overridden, message }
            };
        }
        return;
    }
    const counts = [
        ['advisory', check.advisoryFailed],
        ['soft-mandatory', check.softFailed],
        ['hard-mandatory', check.hardFailed]
    ];
    for (const [enforcement, failed] of counts.filter(([, count]) => count > 0)) {
        const name = `${failed} ${failed === 1 ? 'policy' : 'policies'}`;
        const message = output.trim() === '' ? undefined : output.trim();
        yield { kind: 'policy', policy: { name, set: undefined, enforcement, passed: false, overridden, message } };
    }
}


/***/ }),

/***/ 6497:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FA: () => (/* binding */ says),
/* harmony export */   Hh: () => (/* binding */ isPassed),
/* harmony export */   Ix: () => (/* binding */ isFailed),
/* harmony export */   V2: () => (/* binding */ failure),
/* harmony export */   em: () => (/* binding */ sentence)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _checks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7208);


/** What counts as failure, and the sentence that says how it ended. The one table: every ending has its line. */
const ENDINGS = {
    planned: { fails: false, says: 'The plan has changes' },
    'no-changes': { fails: false, says: 'Nothing is to be changed' },
    applied: { fails: false, says: 'Applied' },
    saved: { fails: false, says: 'The plan is saved, and can be applied by its run id' },
    'needs-confirmation': { fails: false, says: 'The plan waits for its confirmation' },
    drifted: { fails: true, says: 'Drift: no changes were expected, and the plan has some' },
    'may-not-apply': {
        fails: true,
        says: "The plan waits for its confirmation, which this token may not give: its team needs the workspace's permission to apply runs"
    },
    'needs-override': {
        fails: true,
        says: 'The run waits for a person to override what has failed, there or with the action run/override'
    },
    'policy-failed': { fails: true, says: 'A policy has failed' },
    'task-failed': { fails: true, says: 'A mandatory run task has failed' },
    discarded: { fails: true, says: 'The run was discarded' },
    refused: { fails: true, says: 'The plan was not applied, and its run discarded: `apply-only-if` does not allow it' },
    canceled: { fails: true, says: 'The run was cancelled' },
    errored: { fails: true, says: 'The run errored' },
    'not-begun-in-time': { fails: true, says: 'The run did not begin within `queue-timeout`' },
    'not-over-in-time': { fails: true, says: 'The run was not over within `timeout`' }
};
const says = ({ ending }) => ENDINGS[ending].says;
/** The failure that an outcome is, if it is one: how it ended, where, and what has failed by name. */
function failure(outcome, url) {
    if (!ENDINGS[outcome.ending].fails)
        return undefined;
    const saved = outcome.ending === 'discarded' && outcome.run.isSavedPlan ? [OUTDATED] : [];
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RunFailed */ .fI([
        `${says(outcome)}: ${url}`,
        ...saved,
        ...outcome.objections,
        ...outcome.findings.filter(isFailed).map(sentence)
    ].join('\n'));
}
const OUTDATED = 'A saved plan is discarded when another run is applied before it: plan again.';
/** Whether there is nothing wrong with a finding. */
function isPassed(finding) {
    switch (finding.kind) {
        case 'cost':
            return finding.cost.status !== 'errored';
        case 'policy':
            return finding.policy.passed;
        case 'task':
            return finding.task.status === 'passed';
        default:
            return finding;
    }
}
/** Whether a finding stood in the run's way. */
function isFailed(finding) {
    switch (finding.kind) {
        case 'cost':
            return false;
        case 'policy':
            return !finding.policy.passed && !finding.policy.overridden && !(0,_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .isAdvisory */ .k)(finding.policy);
        case 'task':
            return finding.task.status !== 'passed' && !finding.task.overridden && !(0,_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .isAdvisory */ .k)(finding.task);
        default:
            return finding;
    }
}
/** A finding as one line. */
function sentence(finding) {
    switch (finding.kind) {
        case 'cost': {
            const { status, errorMessage, prior, proposed, delta, matched = 0, unmatched = 0 } = finding.cost;
            if (status === 'finished') {
                const priced = `${matched} of ${matched + unmatched} resources have a price`;
                return `Cost estimate: ${dollars(prior)} to ${dollars(proposed)} a month (${signed(delta)}); ${priced}`;
            }
            return `Cost estimate: ${status.replaceAll('_', ' ')}${errorMessage === undefined ? '' : `: ${errorMessage}`}`;
        }
        case 'policy': {
            const { name, set, enforcement, passed, overridden, message } = finding.policy;
            const result = passed ? 'passed' : overridden ? 'failed, and was overridden' : 'failed';
            const of = set === undefined ? '' : ` of ${set}`;
            return `Policy "${name}"${of} (${enforcement}) ${result}${message === undefined || passed ? '' : `: ${message}`}`;
        }
        case 'task': {
            const { name, stage, enforcement, status, overridden, message, url } = finding.task;
            const result = overridden ? `${status}, and was overridden` : status;
            const details = [message, url].filter(part => part !== undefined).join(' ');
            return `Run task "${name}" (${stage.replace('_', '-')}, ${enforcement}) ${result}${details === '' ? '' : `: ${details}`}`;
        }
        default:
            return finding;
    }
}
const dollars = (amount = '0.0') => `$${Number(amount).toFixed(2)}`;
const signed = (amount = '0.0') => `${Number(amount) < 0 ? '-' : '+'}$${Math.abs(Number(amount)).toFixed(2)}`;


/***/ }),

/***/ 7081:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ readChanges),
/* harmony export */   X: () => (/* binding */ isChange)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8301);
/* harmony import */ var _logs_events_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1430);
/* harmony import */ var _logs_read_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1179);
/* harmony import */ var _tfe_blobs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5);
/* harmony import */ var _changes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9692);






/**
 * What a run's plan would change: from the plan as JSON, which has the attributes, or else from its log, which needs no permission beyond
 * reading the run. `logged` is what was heard of the log already. Undefined where neither can be read.
 */
async function readChanges(tfe, run, signal, logged) {
    const json = run.planId === undefined ? undefined : await tfe.plans.json(run.planId, { signal });
    const changes = json && (0,_changes_js__WEBPACK_IMPORTED_MODULE_3__/* .changesOfPlan */ .QZ)(parsed(json.text) ?? null);
    if (changes !== undefined)
        return { changes, json };
    const events = logged ?? (await readLog(tfe, run, signal));
    return events.some(({ kind }) => kind === 'summary') ? { changes: (0,_changes_js__WEBPACK_IMPORTED_MODULE_3__/* .changesOfLog */ .$I)(events), json: undefined } : undefined;
}
function parsed(text) {
    try {
        return (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJson */ .q)(text);
    }
    catch {
        return undefined;
    }
}
/** What a finished plan has logged of its changes. Nothing where the log can't be read any more. */
async function readLog(tfe, { plan }, signal) {
    if (plan?.logReadUrl === undefined)
        return [];
    const url = plan.logReadUrl;
    const reader = new _logs_read_js__WEBPACK_IMPORTED_MODULE_4__/* .LogReader */ .w((offset, limit) => (0,_tfe_blobs_js__WEBPACK_IMPORTED_MODULE_2__/* .readSlice */ .Vw)(tfe.http, url, offset, limit, signal));
    const lines = new _logs_read_js__WEBPACK_IMPORTED_MODULE_4__/* .Lines */ .q();
    const events = [];
    try {
        for await (const text of reader.news(true))
            events.push(...lines.push(text).map(_logs_events_js__WEBPACK_IMPORTED_MODULE_5__/* .parseLine */ .A).filter(isChange));
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .NetworkError */ .Dr))
            throw error;
        return [];
    }
    return [...events, ...lines.flush().map(_logs_events_js__WEBPACK_IMPORTED_MODULE_5__/* .parseLine */ .A).filter(isChange)];
}
/** Whether an event tells of the plan's changes. */
const isChange = ({ kind }) => kind === 'change' || kind === 'drift' || kind === 'summary';


/***/ }),

/***/ 2615:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ET: () => (/* binding */ phaseEnded),
/* harmony export */   FA: () => (/* binding */ says),
/* harmony export */   FV: () => (/* binding */ phaseLeftOut),
/* harmony export */   ak: () => (/* binding */ meaning),
/* harmony export */   yA: () => (/* binding */ UNFINISHED)
/* harmony export */ });
/* unused harmony export RUN_STATUSES */
const STATUSES = {
    pending: { meaning: 'queued', says: 'waiting for its turn' },
    fetching: { meaning: 'queued', says: 'fetching the configuration' },
    fetching_completed: { meaning: 'queued', says: 'has its configuration' },
    queuing: { meaning: 'queued', says: 'queuing the plan' },
    plan_queued: { meaning: 'queued', says: 'waiting for a worker to plan' },
    pre_plan_running: { meaning: 'working', says: 'running the tasks before the plan' },
    pre_plan_completed: { meaning: 'working', says: 'has run the tasks before the plan' },
    pre_plan_awaiting_decision: { meaning: 'override', says: 'waiting for a decision about the tasks before the plan' },
    planning: { meaning: 'working', says: 'planning' },
    planned: { meaning: 'confirmable', says: 'planned' },
    cost_estimating: { meaning: 'working', says: 'estimating costs' },
    cost_estimated: { meaning: 'confirmable', says: 'has its cost estimate' },
    policy_checking: { meaning: 'working', says: 'checking policies' },
    policy_checked: { meaning: 'confirmable', says: 'has passed its policies' },
    policy_override: { meaning: 'override', says: 'waiting for an override of failed policies' },
    policy_soft_failed: { meaning: 'ended', says: 'failed policies' },
    tf_policy_checked: { meaning: 'working', says: 'has passed its Terraform policies' },
    tf_policy_override: { meaning: 'override', says: 'waiting for an override of failed Terraform policies' },
    post_plan_running: { meaning: 'working', says: 'running the tasks after the plan' },
    post_plan_completed: { meaning: 'confirmable', says: 'has run the tasks after the plan' },
    post_plan_awaiting_decision: { meaning: 'override', says: 'waiting for a decision about the tasks after the plan' },
    planned_and_saved: { meaning: 'confirmable', says: 'planned and saved' },
    planned_and_finished: { meaning: 'ended', says: 'planned and finished' },
    confirmed: { meaning: 'working', says: 'confirmed' },
    pre_apply_running: { meaning: 'working', says: 'running the tasks before the apply' },
    pre_apply_completed: { meaning: 'working', says: 'has run the tasks before the apply' },
    pre_apply_awaiting_decision: { meaning: 'override', says: 'waiting for a decision about the tasks before the apply' },
    queuing_apply: { meaning: 'working', says: 'queuing the apply' },
    apply_queued: { meaning: 'working', says: 'waiting for a worker to apply' },
    applying: { meaning: 'working', says: 'applying' },
    post_apply_running: { meaning: 'working', says: 'running the tasks after the apply' },
    post_apply_completed: { meaning: 'working', says: 'has run the tasks after the apply' },
    applied: { meaning: 'ended', says: 'applied' },
    assessing: { meaning: 'working', says: 'assessing health' },
    assessed: { meaning: 'ended', says: 'assessed' },
    discarded: { meaning: 'ended', says: 'discarded' },
    errored: { meaning: 'ended', says: 'errored' },
    canceled: { meaning: 'ended', says: 'cancelled' },
    force_canceled: { meaning: 'ended', says: 'cancelled by force' }
};
const RUN_STATUSES = Object.keys(STATUSES);
/** Statuses of runs that are not over. */
const UNFINISHED = RUN_STATUSES.filter(status => STATUSES[status].meaning !== 'ended');
const entry = (status) => Object.hasOwn(STATUSES, status) ? STATUSES[status] : undefined;
const meaning = (status) => entry(status)?.meaning ?? 'working';
/** What a run of this status is doing, as the end of a sentence that begins with "The run is". */
const says = (status) => entry(status)?.says ?? status.replaceAll('_', ' ');
/** Statuses of a plan or an apply after which its log does not grow. */
const PHASE_ENDED = ['finished', 'errored', 'canceled', 'unreachable'];
const phaseEnded = (status) => PHASE_ENDED.includes(status);
/** Whether a phase will never begin, since the run ended before it: there is no log. */
const phaseLeftOut = (status) => status === 'unreachable';


/***/ }),

/***/ 6941:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ stop)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _status_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2615);


/**
 * Ends a run that nobody waits for any more: what runs is cancelled, what waits for a decision is discarded. Which of them fits is the
 * service's to say, by what it offers and what it answers. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#cancel-a-run
 */
async function stop(tfe, run, comment) {
    if ((0,_status_js__WEBPACK_IMPORTED_MODULE_1__/* .meaning */ .ak)(run.status) === 'ended')
        return 'left';
    const { cancelable, discardable } = run.actions;
    const ways = discardable && !cancelable ? ['discarded', 'cancelled'] : ['cancelled', 'discarded'];
    for (const way of ways) {
        try {
            await (way === 'cancelled' ? tfe.runs.cancel(run.id, comment) : tfe.runs.discard(run.id, comment));
            return way;
        }
        catch (error) {
            if (!_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD.is(error, 409))
                throw error;
        }
    }
    return 'left';
}


/***/ }),

/***/ 5:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HT: () => (/* binding */ putBlob),
/* harmony export */   UN: () => (/* binding */ putFile),
/* harmony export */   Vw: () => (/* binding */ readSlice)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _body_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1081);


/**
 * Upload and log URLs hold their own secret: they are asked without the bearer token, which would hand it to a storage service, and errors
 * name only their host. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#upload-configuration-files
 */
/** Milliseconds without a byte in either direction. */
const DEADLINE = 60_000;
/** Servers may give a little more than they were asked for. What is cut off here is asked for again. */
const MARGIN = 65_536;
const named = (url) => `${url.origin}/…`;
/** Sends a file to an upload URL, as `putBlob` does. */
const putFile = async (http, to, file, sent, signal) => putBlob(http, to, await (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openAsBlob)(file.path), sent, signal);
/**
 * Sends content to an upload URL, once: such a URL takes one upload, and whether it arrived is to be read elsewhere.
 * `sent` is told how many bytes have left so far.
 */
async function putBlob(http, to, blob, sent = () => undefined, signal) {
    const url = new URL(to);
    await http.exchange({
        method: 'PUT',
        url,
        path: named(url),
        headers: { 'content-type': 'application/octet-stream', 'content-length': String(blob.size) },
        body: alive => {
            let bytes = 0;
            const count = new TransformStream({
                transform(chunk, controller) {
                    alive();
                    sent((bytes += chunk.byteLength));
                    controller.enqueue(chunk);
                }
            });
            return blob.stream().pipeThrough(count);
        },
        policy: 'once',
        deadline: DEADLINE,
        signal,
        consume: _body_js__WEBPACK_IMPORTED_MODULE_1__/* .discard */ .vf
    });
}
/** What a log holds from byte `offset` on, at most `limit` bytes; none when nothing more is written yet. */
function readSlice(http, log, offset, limit, signal) {
    const url = new URL(log);
    url.searchParams.set('limit', String(limit));
    url.searchParams.set('offset', String(offset));
    return http.exchange({
        method: 'GET',
        url,
        path: named(url),
        headers: {},
        policy: 'repeatable',
        deadline: DEADLINE,
        signal,
        consume: async (response) => (await (0,_body_js__WEBPACK_IMPORTED_MODULE_1__/* .bodyOf */ .EN)(response, limit + MARGIN)).bytes
    });
}


/***/ })

};
