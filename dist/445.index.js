export const id = 445;
export const ids = [445];
export const modules = {

/***/ 5445:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  OUTPUTS: () => (/* binding */ OUTPUTS),
  run: () => (/* binding */ run_run),
  runInputs: () => (/* binding */ runInputs),
  runPost: () => (/* binding */ runPost)
});

;// CONCATENATED MODULE: ./src/errors.ts
/**
 * The kinds of failure. A fifth kind, anything else that is thrown, is a defect of this action.
 * `cause` is kept wherever there is one.
 */
/** The workflow asked for something that can't be: each problem names the input, what it may be, and the fix. */
class InputError extends Error {
    name = 'InputError';
    problems;
    constructor(problems, options) {
        super(problems.join('\n'), options);
        this.problems = problems;
    }
}
/** The service answered, and the answer was no. */
class ApiError extends Error {
    name = 'ApiError';
    method;
    path;
    status;
    problems;
    constructor(method, path, status, problems, hint) {
        const said = problems.map(({ title, detail }) => detail ?? title).join('; ');
        super([`${method} ${path}: ${status} ${said}`.trim(), hint].filter(part => part !== undefined).join('\n'));
        this.method = method;
        this.path = path;
        this.status = status;
        this.problems = problems;
    }
    static is(error, ...statuses) {
        return error instanceof ApiError && statuses.includes(error.status);
    }
}
/** No answer came: refused, reset, timed out, cut off. There is no status to report. */
class NetworkError extends Error {
    name = 'NetworkError';
    method;
    path;
    constructor(method, path, options) {
        super(`${method} ${path}: no answer: ${reason(options.cause)}`, options);
        this.method = method;
        this.path = path;
    }
}
/** What was asked for has ended otherwise in the service: Terraform failed, a policy or a person refused, time ran out. */
class RunFailed extends Error {
    name = 'RunFailed';
}
/** The innermost cause is the one that says something: fetch's own message is always "fetch failed". */
function reason(error) {
    if (!Error.isError(error))
        return String(error);
    const [first] = causes(error);
    return first === undefined ? error.message : reason(first);
}
/** What an error was caused by: connecting to several addresses fails with one error for each. */
const causes = (error) => 'errors' in error && Array.isArray(error.errors) && error.errors.length > 0
    ? error.errors
    : error.cause === undefined
        ? []
        : [error.cause];

;// CONCATENATED MODULE: ./src/github/inputs.ts

/** The runner's own way to pass inputs: https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputs */
const fromEnvironment = (env) => name => (env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim();
/** Builds an action's inputs. Throws one InputError that names every bad one. */
function parse(read, build) {
    const problems = [];
    const inputs = build(new Inputs(read, problem => problems.push(problem)));
    if (problems.length > 0)
        throw new InputError(problems);
    return inputs;
}
const UNITS = { h: 3_600_000, m: 60_000, s: 1_000 };
/** Inputs by kind. What is wrong with one is collected, and the reading goes on: a person mends all of them at once. */
class Inputs {
    #read;
    #reject;
    constructor(read, reject) {
        this.#read = read;
        this.#reject = reject;
    }
    /** Says what is wrong with an input. */
    reject(name, problem) {
        this.#reject(`\`${name}\`: ${problem}`);
    }
    text(name) {
        return this.#read(name) || undefined;
    }
    choice(name, choices) {
        const value = this.text(name);
        const found = choices.find(choice => choice === value);
        if (found === undefined)
            this.reject(name, `"${value ?? ''}" is none of ${choices.join(', ')}`);
        return found ?? choices[0];
    }
    /** What YAML 1.2 calls a boolean: https://yaml.org/spec/1.2/spec.html#id2804923 */
    flag(name) {
        const value = this.text(name);
        const isTrue = /^(true|True|TRUE)$/.test(value ?? '');
        if (!isTrue && !/^(false|False|FALSE)$/.test(value ?? ''))
            this.reject(name, `"${value ?? ''}" is neither true nor false`);
        return isTrue;
    }
    /** One item a line; blank lines are none. */
    lines(name) {
        return this.#read(name)
            .split(/\r?\n/)
            .map(line => line.trim())
            .filter(line => line !== '');
    }
    /** A span of time such as `90s`, `30m` or `1h30m`, in milliseconds. Undefined when absent. */
    duration(name) {
        const value = this.text(name);
        if (value === undefined)
            return undefined;
        const parts = [...value.matchAll(/(\d+)([hms])/g)];
        const milliseconds = parts.reduce((sum, [, number, unit]) => sum + Number(number) * (UNITS[unit ?? ''] ?? 0), 0);
        if (parts.map(([part]) => part).join('') !== value || milliseconds === 0) {
            this.reject(name, `"${value}" is no span of time: write 90s, 30m or 1h30m`);
        }
        return milliseconds;
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 10 modules
var core = __webpack_require__(7264);
;// CONCATENATED MODULE: ./src/json.ts
const parseJson = (text) => JSON.parse(text, (_key, value, { source }) => typeof value === 'number' && source !== undefined && String(value) !== source ? JSON.rawJSON(source) : value);
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);

;// CONCATENATED MODULE: ./src/github/masks.ts

/** Shorter texts occur everywhere by chance: masking them would blot out the log, and tell what they are. */
const SHORTEST = 3;
/**
 * Everything to mask so that a sensitive value can't be read from a log: its leaves, the lines of those, and the forms in which it is set.
 * Booleans and null say nothing by themselves.
 */
function masksOf(value) {
    const texts = new Set(leaves(value).flatMap(masks_forms));
    texts.add(formatOutput(value));
    const short = texts.values().filter(text => text.length < SHORTEST);
    const tooShort = [...short].some(text => text.trim() !== '');
    return { texts: new Set(texts.values().filter(text => text.trim().length >= SHORTEST && !isWord(text))), tooShort };
}
const isWord = (text) => ['true', 'false', 'null'].includes(text);
/** A string occurs as it is, line by line, and escaped in JSON. */
const masks_forms = (leaf) => [
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
    return isObject(value) ? Object.values(value).flatMap(leaves) : [];
}
/** An output's text: strings as they are, everything else as compact JSON, in which numbers keep their digits. */
const formatOutput = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

;// CONCATENATED MODULE: ./src/github/results.ts




/** The outputs of this action that hold Terraform's. */
const EXPORTS = ['outputs', 'sensitive-outputs', 'outputs-file'];
/**
 * The step's outputs. Each of ours whose name has a hyphen is also set with underscores.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-output-parameter
 */
class Results {
    #log;
    #taken;
    #masked = new Set();
    /** `own` are the outputs that the action declares. No Terraform output can take their place. */
    constructor(log, own) {
        this.#log = log;
        this.#taken = new Set(own.flatMap(name => [name, underscored(name)]));
    }
    /** Sets an output of the action's own, if its value is known. */
    set(name, value) {
        if (value === undefined)
            return;
        for (const form of new Set([name, underscored(name)]))
            core/* setOutput */.uH(form, String(value));
    }
    /** Masks all of a secret's forms. Says which secret can't be masked in full. */
    #mask(name, value) {
        const { texts, tooShort } = masksOf(value);
        for (const text of texts) {
            this.#log.mask(text);
            this.#masked.add(text);
        }
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
            this.#setByName(prefix + name, formatOutput(value));
        this.#setText('outputs', asObject(plain));
        if (sensitive.length > 0)
            this.#setText('sensitive-outputs', asObject(sensitive));
        const file = (0,external_node_path_.join)(directory, `terraform-outputs-${crypto.randomUUID()}.json`);
        await (0,promises_.writeFile)(file, asObject(outputs), { mode: 0o600, flag: 'wx' });
        this.#setText('outputs-file', file);
        this.#warnOfDropped(plain);
    }
    #setText(name, text) {
        for (const form of new Set([name, underscored(name)]))
            core/* setOutput */.uH(form, text);
    }
    /** The runner compares the names of outputs without case: the first one stays. */
    #setByName(name, text) {
        const key = name.toLowerCase();
        if (this.#taken.has(key)) {
            this.#log.warning(`The Terraform output "${name}" is not set under its own name, which is taken: it is in \`outputs\`. Set \`output-prefix\` to tell them apart.`);
            return;
        }
        this.#taken.add(key);
        core/* setOutput */.uH(name, text);
    }
    #warnOfDropped(plain) {
        const masked = [...this.#masked];
        const dropped = plain.filter(({ value }) => masked.some(text => formatOutput(value).includes(text)));
        if (dropped.length === 0)
            return;
        const names = dropped.map(({ name }) => `"${name}"`).join(', ');
        this.#log.warning(`A sensitive value occurs in ${names}. GitHub drops job outputs that hold masked values: for other jobs, these and \`outputs\` are empty.`);
    }
}
const underscored = (name) => name.replaceAll('-', '_');
const asObject = (outputs) => JSON.stringify(Object.fromEntries(outputs.map(({ name, value }) => [name, value])));

;// CONCATENATED MODULE: ./src/github/saved.ts

const RUN = 'owned-run';
/**
 * What the post step knows: which run this step has begun and not seen the end of. The runner keeps it as soon as it is written,
 * also when the step is killed. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#sending-values-to-the-pre-and-post-actions
 */
const saved = {
    /** From here on the post step ends the run, if nobody else has. */
    own: (runId) => core/* saveState */.LZ(RUN, runId),
    /** The run is over, or goes on on purpose. */
    release: () => core/* saveState */.LZ(RUN, ''),
    owned: () => core/* getState */.Gu(RUN) || undefined
};

;// CONCATENATED MODULE: ./src/run/outcome.ts

/** What counts as failure, and how a failed step begins its message. */
const ENDINGS = {
    planned: { fails: false, says: 'The plan has changes' },
    'no-changes': { fails: false, says: 'Nothing is to be changed' },
    applied: { fails: false, says: 'Applied' },
    saved: { fails: false, says: 'The plan is saved and can be applied' },
    'needs-confirmation': { fails: false, says: 'The plan waits for its confirmation' },
    'may-not-apply': {
        fails: true,
        says: 'The plan waits for its confirmation, which this token may not give: its team needs the workspace permission to apply runs'
    },
    'needs-override': {
        fails: true,
        says: 'A failed policy or task must be overridden by a person before the run goes on'
    },
    'policy-failed': { fails: true, says: 'A policy has failed' },
    discarded: { fails: true, says: 'The run was discarded' },
    canceled: { fails: true, says: 'The run was cancelled' },
    errored: { fails: true, says: 'The run errored' },
    'timed-out': { fails: true, says: 'The run was not over in time' }
};
const says = ({ ending }) => ENDINGS[ending].says;
/** The failure that an outcome is, if it is one. */
const failure = (outcome, url) => ENDINGS[outcome.ending].fails ? new RunFailed(`${says(outcome)}: ${url}`) : undefined;

;// CONCATENATED MODULE: ./src/run/status.ts
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
const entry = (status) => Object.hasOwn(STATUSES, status) ? STATUSES[status] : undefined;
const meaning = (status) => entry(status)?.meaning ?? 'working';
/** What a run of this status is doing, as the end of a sentence that begins with "The run is". */
const status_says = (status) => entry(status)?.says ?? status.replaceAll('_', ' ');
/** Statuses of a plan or an apply after which its log does not grow. */
const PHASE_ENDED = ['finished', 'errored', 'canceled', 'unreachable'];
const phaseEnded = (status) => PHASE_ENDED.includes(status);

;// CONCATENATED MODULE: ./src/run/stop.ts


/**
 * Ends a run that nobody waits for any more: what runs is cancelled, what waits for a decision is discarded. Which of them fits is the
 * service's to say, by what it offers and what it answers. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#cancel-a-run
 */
async function stop(tfe, run, comment) {
    if (meaning(run.status) === 'ended')
        return 'left';
    const { cancelable, discardable } = run.actions;
    const ways = discardable && !cancelable ? ['discarded', 'cancelled'] : ['cancelled', 'discarded'];
    for (const way of ways) {
        try {
            await (way === 'cancelled' ? tfe.runs.cancel(run.id, comment) : tfe.runs.discard(run.id, comment));
            return way;
        }
        catch (error) {
            if (!ApiError.is(error, 409))
                throw error;
        }
    }
    return 'left';
}

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
    if (!isObject(json))
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
        return parseJson(text);
    }
    catch {
        return undefined;
    }
}
/** HCL source for a value: https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
function toHcl(value) {
    if (typeof value === 'string')
        return quote(value);
    if (isObject(value))
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

;// CONCATENATED MODULE: ./src/actions/connection.ts
const DEFAULT_HOST = 'app.terraform.io';
/** The inputs `hostname` and `token`, each with the environment variables that other tools read. */
function connectionInputs(input, env) {
    const site = hostname(input, env);
    const { token, source } = tokenFor(site, input, env);
    return {
        base: new URL(`${site.href.replace(/\/$/, '')}/api/v2`),
        site: site.href.replace(/\/$/, ''),
        token,
        tokenSource: source
    };
}
/** The inputs `organization` and `workspace`, for actions that look a workspace up. */
const workspaceInputs = (input, env) => ({
    organization: required(input, 'organization', env, 'TF_CLOUD_ORGANIZATION'),
    workspace: required(input, 'workspace', env, 'TF_WORKSPACE')
});
function required(input, name, env, variable) {
    const value = input.text(name) ?? presence(env[variable]);
    if (value === undefined)
        input.reject(name, `missing: give its name here, or in the environment variable ${variable}`);
    else if (/[/\s]/.test(value))
        input.reject(name, `"${value}" can't be a name: those have no slashes and no blanks`);
    return value ?? '';
}
const presence = (text) => (text?.trim() === '' ? undefined : text?.trim());
/** The first of an input and environment variables that has a value. */
function first(input, name, env, variables) {
    const given = input.text(name);
    if (given !== undefined)
        return { value: given, source: `the input \`${name}\`` };
    const variable = variables.find(candidate => env[candidate]?.trim());
    return variable === undefined
        ? undefined
        : { value: (env[variable] ?? '').trim(), source: `the environment variable ${variable}` };
}
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
function hostname(input, env) {
    const { value, source } = first(input, 'hostname', env, [
        'TF_HOSTNAME',
        'TF_CLOUD_HOSTNAME',
        'TFE_HOSTNAME',
        'TFE_ADDRESS'
    ]) ?? {
        value: DEFAULT_HOST,
        source: 'the default'
    };
    const reject = (why) => {
        input.reject('hostname', `"${value}" (${source}) can't be used: ${why}`);
        return new URL(`https://${DEFAULT_HOST}`);
    };
    const url = URL.parse(value.includes('://') ? value : `https://${value}`);
    if (url === null || !['http:', 'https:'].includes(url.protocol))
        return reject('it may be a host such as app.terraform.io, or an https URL');
    if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
        return reject('it may have a port and a path, and nothing else');
    if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname))
        return reject('the token would be sent in clear text; plain http is for this machine only');
    url.pathname = url.pathname.replace(/\/api\/v2\/?$/, '');
    return url;
}
/** Terraform's own name for a host's token: https://developer.hashicorp.com/terraform/cli/config/config-file#environment-variable-credentials */
const tokenVariable = (host) => `TF_TOKEN_${host.replaceAll('-', '__').replaceAll('.', '_')}`;
function tokenFor({ hostname }, input, env) {
    const ofHost = tokenVariable(hostname);
    const found = first(input, 'token', env, [ofHost, 'TF_API_TOKEN', 'TFE_TOKEN']);
    if (found === undefined) {
        input.reject('token', `missing: give it as \${{ secrets.TF_API_TOKEN }}, or in the environment variable ${ofHost}, TF_API_TOKEN or TFE_TOKEN. ` +
            'Secrets are not passed to workflows from forks, nor to those that Dependabot starts');
    }
    else if (!/^[\x21-\x7e]+$/.test(found.value)) {
        input.reject('token', `the value of ${found.source} holds blanks or characters that no token has: was it copied whole?`);
    }
    return { token: found?.value ?? '', source: found?.source ?? '' };
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./src/clock.ts

const systemClock = {
    now: () => Date.now(),
    async sleep(ms, signal) {
        signal?.throwIfAborted();
        try {
            await (0,external_node_timers_promises_.setTimeout)(ms, undefined, signal && { signal });
        }
        catch (error) {
            signal?.throwIfAborted();
            throw error;
        }
    }
};

;// CONCATENATED MODULE: ./src/github/fetch.ts
/**
 * The `fetch` that the environment asks for. Node's own ignores proxies (before 24.14 it can't be told otherwise), undici's agent
 * reads `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in capitals or not. It is loaded only where one is set.
 */
async function fetchFor(env) {
    if (!['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].some(name => env[name]))
        return globalThis.fetch;
    const undici = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 6752, 19));
    const dispatcher = new undici.EnvHttpProxyAgent();
    const proxied = (input, init) => undici.fetch(input, { ...init, dispatcher });
    return proxied;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./src/github/log.ts


/** A line that the runner might take for a command, wherever it breaks lines: actions/runner, ActionCommand.cs */
const COMMAND_LIKE = /(^|[\r\n])\s*::|##\[/;
/**
 * The job's log. What comes from elsewhere is printed while the runner has stopped to obey commands, so that no line of it
 * is one; our own commands are given after it was told to resume.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
 */
class Log {
    #stopped;
    #open = false;
    /** A line of our own. It may quote what comes from elsewhere. */
    info(text) {
        if (COMMAND_LIKE.test(text)) {
            this.remote([text]);
            return;
        }
        this.#resume();
        core/* info */.pq(text);
    }
    /** Lines from elsewhere. */
    remote(lines) {
        if (lines.length === 0)
            return;
        this.#stop();
        core/* info */.pq(lines.join('\n'));
    }
    debug(text) {
        this.#resume();
        core/* debug */.Yz(text);
    }
    notice(text, place) {
        this.#resume();
        core/* notice */.lm(text, place);
    }
    warning(text, place) {
        this.#resume();
        core/* warning */.$e(text, place);
    }
    error(text, place) {
        this.#resume();
        core/* error */.z3(text, place);
    }
    /** Fails the step, and says why. */
    fail(text) {
        this.#resume();
        core/* setFailed */.C1(text);
    }
    /** Opens a foldable group, and closes the one before: groups don't nest. */
    group(title) {
        this.endGroup();
        core/* startGroup */.Oh(title);
        this.#open = true;
    }
    endGroup() {
        this.#resume();
        if (this.#open)
            core/* endGroup */.N4();
        this.#open = false;
    }
    /** The runner replaces this text by *** in everything it shows from now on. */
    mask(secret) {
        this.#resume();
        core/* setSecret */.Pq(secret);
    }
    /** Lets the runner obey commands again; whatever ends the step calls this, or the runner's own would not work. */
    #resume() {
        if (this.#stopped !== undefined)
            core/* info */.pq(`::${this.#stopped}::`);
        this.#stopped = undefined;
    }
    #stop() {
        if (this.#stopped !== undefined)
            return;
        this.#stopped = (0,external_node_crypto_.randomUUID)();
        core/* info */.pq(`::stop-commands::${this.#stopped}`);
    }
}

;// CONCATENATED MODULE: ./src/github/signals.ts
/** The workflow was cancelled: the runner sends SIGINT, SIGTERM 7.5 seconds later, and kills 2.5 seconds after that. */
class Cancelled extends Error {
    name = 'Cancelled';
}
/**
 * A signal that is aborted when the job is cancelled. Later signals change nothing: what is to be done has begun.
 * Listens until it is disposed of.
 */
function listen(process) {
    const controller = new AbortController();
    const cancel = (name) => controller.abort(new Cancelled(`The job was cancelled (${name})`));
    process.on('SIGINT', cancel).on('SIGTERM', cancel);
    return {
        signal: controller.signal,
        [Symbol.dispose]: () => void process.off('SIGINT', cancel).off('SIGTERM', cancel)
    };
}

;// CONCATENATED MODULE: ./src/tfe/document.ts

/** An object whose fields are read by kind; a field of another kind counts as absent. */
class Fields {
    json;
    constructor(json) {
        this.json = isObject(json) ? json : {};
    }
    value(name) {
        return Object.hasOwn(this.json, name) ? this.json[name] : undefined;
    }
    text(name) {
        const value = this.value(name);
        return typeof value === 'string' && value !== '' ? value : undefined;
    }
    flag(name) {
        const value = this.value(name);
        return typeof value === 'boolean' ? value : undefined;
    }
    count(name) {
        const value = this.value(name);
        return typeof value === 'number' ? value : undefined;
    }
    list(name) {
        const value = this.value(name);
        return Array.isArray(value) ? value : [];
    }
    fields(name) {
        return new Fields(this.value(name));
    }
}
/** Undefined where `json` is no document. */
function document_document(json) {
    if (!isObject(json) || json.data === undefined)
        return undefined;
    return { data: resources(json.data), included: resources(json.included), meta: json.meta };
}
const resources = (json) => (Array.isArray(json) ? json : [json]).filter(isObject).map(resource);
function resource(json) {
    const fields = new Fields(json);
    return {
        id: fields.text('id') ?? '',
        type: fields.text('type') ?? '',
        attributes: fields.fields('attributes'),
        relationships: fields.fields('relationships').json,
        links: fields.fields('links')
    };
}
/** The ids that a relationship names, none where it is absent or null. */
const related = (of, name) => resources(new Fields(of.relationships[name]).value('data')).map(({ id }) => id);
/** The resource that a to-one relationship names, as far as it was included. */
const includedOne = (of, name, included) => {
    const [id] = related(of, name);
    return id === undefined ? undefined : included.find(candidate => candidate.id === id);
};
/** The resource of a document that holds one. An answer without it is broken. */
function one({ data: [resource] }) {
    if (resource === undefined)
        throw new Error('the answer holds no resource');
    return resource;
}

;// CONCATENATED MODULE: ./src/tfe/path.ts

/** A path below the API's base, in which every interpolated id is one segment: an id with a slash can't become another route. */
const path = (literals, ...ids) => literals.reduce((joined, literal, index) => `${joined}${segment(ids[index - 1] ?? '')}${literal}`);
/** An empty id would name the collection, and URL parsers walk up on dots, encoded or not. */
function segment(id) {
    if (/^\.{0,2}$/.test(id))
        throw new InputError([`"${id}" is not an id`]);
    return encodeURIComponent(id);
}

;// CONCATENATED MODULE: ./src/tfe/plans.ts


class Plans {
    #http;
    constructor(http) {
        this.#http = http;
    }
    async read(id, options) {
        return plan(one(await this.#http.get(path `/plans/${id}`, options)));
    }
}
const plan = (resource) => ({
    ...phase(resource),
    hasChanges: resource.attributes.flag('has-changes')
});
const phase = ({ id, attributes }) => ({
    id,
    status: attributes.text('status') ?? 'unknown',
    logReadUrl: attributes.text('log-read-url'),
    additions: attributes.count('resource-additions'),
    changes: attributes.count('resource-changes'),
    destructions: attributes.count('resource-destructions'),
    imports: attributes.count('resource-imports')
});

;// CONCATENATED MODULE: ./src/tfe/applies.ts



class Applies {
    #http;
    constructor(http) {
        this.#http = http;
    }
    async read(id, options) {
        return apply(one(await this.#http.get(path `/applies/${id}`, options)));
    }
}
const apply = (resource) => ({
    ...phase(resource),
    stateVersionIds: related(resource, 'state-versions')
});

;// CONCATENATED MODULE: ./src/tfe/configuration-versions.ts


class ConfigurationVersions {
    #http;
    constructor(http) {
        this.#http = http;
    }
    /** Repeatable: a version that nothing is uploaded to does nothing. */
    async create(workspaceId, version, options) {
        const attributes = {
            'auto-queue-runs': version.autoQueueRuns,
            speculative: version.speculative,
            provisional: version.provisional
        };
        const body = { data: { type: 'configuration-versions', attributes } };
        const route = path `/workspaces/${workspaceId}/configuration-versions`;
        return configurationVersion(one(await this.#http.write('POST', route, body, { ...options, policy: 'repeatable' })));
    }
    async read(id, options) {
        return configurationVersion(one(await this.#http.get(path `/configuration-versions/${id}`, options)));
    }
}
const configurationVersion = ({ id, attributes }) => ({
    id,
    status: attributes.text('status') ?? 'unknown',
    uploadUrl: attributes.text('upload-url'),
    speculative: attributes.flag('speculative') ?? false,
    errorMessage: attributes.text('error-message') ?? attributes.text('error')
});

;// CONCATENATED MODULE: ./src/tfe/deadline.ts
/** A signal that aborts when nothing was heard for `patience` milliseconds, or when `outer` does. Ends with its scope. */
class Deadline {
    #clock;
    #patience;
    #expired = new AbortController();
    #over = new AbortController();
    #heard;
    constructor(clock, patience, outer) {
        this.#clock = clock;
        this.#patience = patience;
        this.#heard = clock.now();
        const abort = () => this.#expired.abort(outer?.reason);
        if (outer?.aborted)
            abort();
        else
            outer?.addEventListener('abort', abort, { signal: this.#over.signal });
        void this.#watch();
    }
    get signal() {
        return this.#expired.signal;
    }
    /** Something was heard: begin to count anew. */
    alive = () => {
        this.#heard = this.#clock.now();
    };
    [Symbol.dispose]() {
        this.#over.abort();
    }
    async #watch() {
        for (;;) {
            const left = this.#heard + this.#patience - this.#clock.now();
            if (left <= 0)
                break;
            await this.#clock.sleep(left, this.#over.signal).catch(() => undefined);
            if (this.#over.signal.aborted)
                return;
        }
        this.#expired.abort(new Error(`nothing came for ${this.#patience / 1000} seconds`));
    }
}

;// CONCATENATED MODULE: ./src/tfe/errors.ts


/** The error that an answer's status and body stand for. */
const apiError = (request, status, body, credentials) => {
    const hint = credentials && hintFor(request.method, request.path, status, credentials);
    return new ApiError(request.method, request.path, status, problems(body), hint);
};
/**
 * The problems that an error document names. Older servers send strings in place of objects, and proxies send HTML or nothing.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs#response-codes
 */
function problems(body) {
    const json = errors_tryParse(body);
    const errors = isObject(json) ? json.errors : undefined;
    if (Array.isArray(errors))
        return errors.map(problem).filter(found => found !== undefined);
    const text = body
        .replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ')
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
    return text === '' ? [] : [{ title: text.slice(0, 200) }];
}
function problem(error) {
    if (typeof error === 'string')
        return { title: error };
    if (!isObject(error))
        return undefined;
    const { title, detail, source } = error;
    const pointer = isObject(source) ? source.pointer : undefined;
    return {
        title: typeof title === 'string' ? title : 'error',
        ...(typeof detail === 'string' && detail !== '' && { detail }),
        ...(typeof pointer === 'string' && { pointer })
    };
}
function errors_tryParse(text) {
    try {
        return parseJson(text);
    }
    catch {
        return undefined;
    }
}
/** Requests that organization tokens are refused: https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens */
const NOT_FOR_ORGANIZATION_TOKENS = [
    /^POST .*\/configuration-versions$/,
    /^POST \/runs/,
    /^(POST|PATCH) .*\/state-versions$/,
    /\/json-output/
];
function hintFor(method, path, status, { host, source }) {
    const organizationTokens = NOT_FOR_ORGANIZATION_TOKENS.some(pattern => pattern.test(`${method} ${path}`))
        ? ' Organization tokens can not do this: use a team token or a user token.'
        : '';
    switch (status) {
        case 401:
            return `${host} does not accept the token from ${source}: it may be expired, revoked, or made for another host.${organizationTokens}`;
        case 403:
            return `The token from ${source} may not do this.${organizationTokens}`;
        case 404:
            return `It was not found, or the token from ${source} may not see it: the service answers both alike. Check the names, and what the token's team or user may do.${organizationTokens}`;
        case 413:
            return 'A server or proxy in between refuses a body of this size.';
        case 429:
            return 'The rate limit is shared by everything that uses the same user or team: run fewer jobs at a time, or give this one a token of its own.';
        default:
            return status >= 300 && status < 400
                ? `${host} answers with a redirect. Set \`hostname\` to where the API itself is.`
                : undefined;
    }
}

;// CONCATENATED MODULE: ./src/tfe/retry.ts

/** Tries after the first, rate-limited ones aside. */
const RETRIES = 5;
/** Longest time in milliseconds that one request waits in all. */
const PATIENCE = 300_000;
const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 8_000;
/** What a proxy or a server in trouble answers: nothing is known of what was done. */
const TROUBLE = [500, 502, 503, 504];
/** Counts the attempts of one request, and says how long to wait before the next. */
class Retry {
    #policy;
    #random;
    #failures = 0;
    #waited = 0;
    constructor(policy, random = Math.random) {
        this.#policy = policy;
        this.#random = random;
    }
    /** Milliseconds to wait before the next attempt; undefined when there is to be none. */
    next(attempt) {
        const delay = 'status' in attempt && attempt.status === 429 ? this.#limited(attempt.headers) : this.#failed(attempt);
        if (delay === undefined)
            return undefined;
        this.#waited += delay;
        return this.#waited > PATIENCE ? undefined : delay;
    }
    /** A 429 was refused before anything was done, so that any request may be sent again. */
    #limited(headers) {
        const told = seconds(headers, 'retry-after') ?? seconds(headers, 'x-ratelimit-reset');
        return Math.max(100, told ?? FIRST_DELAY) + 300 * this.#random();
    }
    #failed(attempt) {
        const repeatable = this.#policy === 'repeatable';
        const again = 'status' in attempt
            ? repeatable && TROUBLE.includes(attempt.status)
            : attempt.failure === 'unsent' || (attempt.failure === 'unanswered' && repeatable);
        if (!again || this.#failures >= RETRIES)
            return undefined;
        const backoff = this.#random() * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#failures);
        this.#failures += 1;
        return ('status' in attempt ? seconds(attempt.headers, 'retry-after') : undefined) ?? backoff;
    }
}
/**
 * A header that asks for a pause, in milliseconds: a number of seconds, fractions allowed, or for `Retry-After` a date.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs#rate-limiting
 */
function seconds(headers, name) {
    const value = headers.get(name)?.trim();
    if (value === undefined || value === '')
        return undefined;
    const number = Number(value);
    if (Number.isFinite(number))
        return Math.max(0, number * 1000);
    const date = Date.parse(value);
    return Number.isFinite(date) ? Math.max(0, date - Date.now()) : undefined;
}
/** Codes of certificates that will not become valid by asking again: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|CRL/;
/** Tells from an error of `fetch` how far the request came. */
function retry_failure(error) {
    for (let at = error; Error.isError(at); at = causes(at)[0]) {
        const { code, syscall } = at;
        if (code !== undefined && CERTIFICATE.test(code))
            return 'hopeless';
        if (syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT')
            return 'unsent';
    }
    return 'unanswered';
}

;// CONCATENATED MODULE: ./src/tfe/http.ts
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






const JSON_API = 'application/vnd.api+json';
const API_DEADLINE = 30_000;
/** Characters of an error's body that are kept: more is no message. */
const ERROR_BODY = 65_536;
/**
 * The one place that speaks HTTP. The bearer token goes to the API's own origin: `exchange` sends only the headers that it is given,
 * and follows no redirect.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs
 */
class Http {
    connection;
    constructor(connection) {
        this.connection = connection;
    }
    get authorization() {
        return `Bearer ${this.connection.token}`;
    }
    /** Reads a document of the API. */
    get(path, options) {
        return this.#api('GET', path, undefined, readDocument, options);
    }
    /** Writes, and reads the document that comes back. Sent once, unless it is certain that nothing was done. */
    write(method, path, body, options) {
        return this.#api(method, path, body, readDocument, options);
    }
    /** Asks for an action, whose answer says nothing beyond its status. Sent once, as `write` is. */
    act(path, body, options) {
        return this.#api('POST', path, body, discard, options);
    }
    #api(method, path, body, consume, { query = {}, signal, policy = method === 'GET' ? 'repeatable' : 'once' } = {}) {
        const url = new URL(this.connection.base.href + path);
        for (const [name, value] of Object.entries(query)) {
            if (value !== undefined)
                url.searchParams.set(name, String(value));
        }
        const text = body === undefined ? undefined : JSON.stringify(body);
        return this.exchange({
            method,
            url,
            path,
            // The service answers 415 to a write without its content type, also when the body is empty.
            headers: {
                authorization: this.authorization,
                accept: JSON_API,
                ...(method !== 'GET' && { 'content-type': JSON_API })
            },
            ...(text !== undefined && { body: () => text }),
            policy,
            deadline: API_DEADLINE,
            signal,
            consume
        });
    }
    /** Sends a request until it is answered, as often as its policy allows. */
    async exchange(exchange) {
        const retry = new Retry(exchange.policy);
        for (;;) {
            const outcome = await this.#attempt(exchange);
            if ('value' in outcome)
                return outcome.value;
            const delay = retry.next(outcome.attempt);
            if (delay === undefined)
                throw outcome.error;
            await this.connection.clock.sleep(delay, exchange.signal);
        }
    }
    async #attempt(exchange) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { method, url, path, headers, signal, accepts = status => status >= 200 && status < 300 } = exchange;
            const deadline = __addDisposableResource(env_1, new Deadline(this.connection.clock, exchange.deadline, signal), false);
            try {
                const body = exchange.body?.(deadline.alive);
                const response = await this.connection.fetch(url, {
                    method,
                    headers: { 'user-agent': 'hcp-terraform-action', ...headers },
                    redirect: 'manual',
                    signal: deadline.signal,
                    ...(body !== undefined && { body }),
                    ...(body instanceof ReadableStream && { duplex: 'half' })
                });
                deadline.alive();
                if (accepts(response.status))
                    return { value: await exchange.consume(response, deadline.alive) };
                const credentials = 'authorization' in headers ? { host: url.host, source: this.connection.tokenSource } : undefined;
                const error = apiError({ method, path }, response.status, (await response.text()).slice(0, ERROR_BODY), credentials);
                return { attempt: response, error };
            }
            catch (error) {
                signal?.throwIfAborted();
                if (error instanceof ApiError || error instanceof InputError)
                    throw error;
                return { attempt: { failure: retry_failure(error) }, error: new NetworkError(method, path, { cause: error }) };
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    }
}
const discard = async (response) => {
    await response.arrayBuffer();
};
/** An answer that is no document, such as a proxy's page, is no answer. */
async function readDocument(response) {
    const text = await response.text();
    const type = response.headers.get('content-type') ?? 'no content type';
    const found = text.trimStart().startsWith('{') ? document_document(parseJson(text)) : undefined;
    if (found === undefined)
        throw new Error(`${response.status} with ${type} and no JSON:API document`);
    return found;
}

;// CONCATENATED MODULE: ./src/tfe/runs.ts




class Runs {
    #http;
    constructor(http) {
        this.#http = http;
    }
    async create(run, options) {
        const attributes = {
            message: run.message,
            // The workspace's own setting must not decide whether this run is applied.
            'auto-apply': false,
            'plan-only': run.planOnly,
            'save-plan': run.savePlan,
            'is-destroy': run.isDestroy,
            'refresh-only': run.refreshOnly,
            refresh: run.refresh,
            'allow-empty-apply': run.allowEmptyApply,
            'target-addrs': run.targetAddrs,
            'replace-addrs': run.replaceAddrs,
            variables: run.variables,
            ...(run.terraformVersion !== undefined && { 'terraform-version': run.terraformVersion })
        };
        const relationships = {
            workspace: { data: { type: 'workspaces', id: run.workspaceId } },
            'configuration-version': { data: { type: 'configuration-versions', id: run.configurationVersionId } }
        };
        return decode(await this.#http.write('POST', '/runs', { data: { type: 'runs', attributes, relationships } }, options));
    }
    /** With its plan and apply: one request where three would be needed, but for servers that leave out what is to be included. */
    async read(id, options) {
        const run = decode(await this.#http.get(path `/runs/${id}`, { ...options, query: { include: 'plan,apply' } }));
        const [plan, apply] = await Promise.all([
            lacking(run.plan) && run.planId !== undefined ? new Plans(this.#http).read(run.planId, options) : run.plan,
            lacking(run.apply) && run.applyId !== undefined ? new Applies(this.#http).read(run.applyId, options) : run.apply
        ]);
        return { ...run, plan, apply };
    }
    /** Confirms the plan. 409 when the run does not wait for that, or not any more. */
    apply(id, comment, options) {
        return this.#http.act(path `/runs/${id}/actions/apply`, { comment }, options);
    }
    discard(id, comment, options) {
        return this.#http.act(path `/runs/${id}/actions/discard`, { comment }, options);
    }
    /** Interrupts a plan or an apply as Ctrl-C does: Terraform ends what it is doing and writes its state. */
    cancel(id, comment, options) {
        return this.#http.act(path `/runs/${id}/actions/cancel`, { comment }, options);
    }
}
const lacking = (phase) => phase === undefined || (phase.status === 'running' && phase.logReadUrl === undefined);
const decode = (document) => run(one(document), document.included);
function run(resource, included) {
    const { id, attributes } = resource;
    const actions = attributes.fields('actions');
    const thePlan = includedOne(resource, 'plan', included);
    const theApply = includedOne(resource, 'apply', included);
    return {
        id,
        status: attributes.text('status') ?? 'unknown',
        message: attributes.text('message'),
        hasChanges: attributes.flag('has-changes') ?? false,
        isPlanOnly: attributes.flag('plan-only') ?? false,
        actions: {
            confirmable: actions.flag('is-confirmable') ?? false,
            cancelable: actions.flag('is-cancelable') ?? false,
            discardable: actions.flag('is-discardable') ?? false,
            forceCancelable: actions.flag('is-force-cancelable') ?? false
        },
        mayApply: attributes.fields('permissions').flag('can-apply'),
        workspaceId: related(resource, 'workspace')[0],
        configurationVersionId: related(resource, 'configuration-version')[0],
        planId: related(resource, 'plan')[0],
        applyId: related(resource, 'apply')[0],
        plan: thePlan && plan(thePlan),
        apply: theApply && apply(theApply)
    };
}

;// CONCATENATED MODULE: ./src/tfe/pages.ts

/** The most that the API gives at once. */
const PAGE_SIZE = 100;
/**
 * The resources of a list, one page after another as they are asked for. A list without pagination data is one page, however it is
 * asked for. https://developer.hashicorp.com/terraform/cloud-docs/api-docs#pagination
 */
async function* pages(http, path, options = {}) {
    for (let page = 1;; page++) {
        const query = { ...options.query, 'page[number]': page, 'page[size]': PAGE_SIZE };
        const { data, meta } = await http.get(path, { ...options, query });
        yield* data;
        const pagination = new Fields(meta).fields('pagination');
        const last = pagination.count('next-page') ?? pagination.count('total-pages') ?? 0;
        if (data.length === 0 || last <= page)
            return;
    }
}

;// CONCATENATED MODULE: ./src/tfe/state-version-outputs.ts



class StateVersionOutputs {
    #http;
    constructor(http) {
        this.#http = http;
    }
    /** All outputs of a state version, page by page. Sensitive values are withheld. */
    async *list(stateVersionId, options) {
        for await (const resource of pages(this.#http, path `/state-versions/${stateVersionId}/outputs`, options)) {
            yield output(resource);
        }
    }
    /** One output, with its value also where it is sensitive. */
    async read(id, options) {
        return output(one(await this.#http.get(path `/state-version-outputs/${id}`, options)));
    }
}
const output = ({ id, attributes }) => ({
    id,
    name: attributes.text('name') ?? '',
    sensitive: attributes.flag('sensitive') ?? false,
    value: attributes.value('value') ?? null
});

;// CONCATENATED MODULE: ./src/tfe/state-versions.ts



class StateVersions {
    #http;
    constructor(http) {
        this.#http = http;
    }
    async read(id, options) {
        return stateVersion(one(await this.#http.get(path `/state-versions/${id}`, options)));
    }
    /** Undefined where the workspace has no state yet. */
    async readCurrent(workspaceId, options) {
        try {
            return stateVersion(one(await this.#http.get(path `/workspaces/${workspaceId}/current-state-version`, options)));
        }
        catch (error) {
            if (ApiError.is(error, 404))
                return undefined;
            throw error;
        }
    }
}
const stateVersion = ({ id, attributes }) => ({
    id,
    serial: attributes.count('serial'),
    status: attributes.text('status') ?? 'unknown',
    createdAt: attributes.text('created-at'),
    // Servers that do not know the attribute process while they answer.
    resourcesProcessed: attributes.flag('resources-processed') ?? true
});

;// CONCATENATED MODULE: ./src/tfe/workspaces.ts



class Workspaces {
    #http;
    constructor(http) {
        this.#http = http;
    }
    async readByName(organization, name, options) {
        const route = path `/organizations/${organization}/workspaces/${name}`;
        return workspace(one(await this.#http.get(route, options)));
    }
}
function workspace(resource) {
    const { id, attributes } = resource;
    const permissions = attributes.fields('permissions');
    return {
        id,
        name: attributes.text('name') ?? id,
        organization: related(resource, 'organization')[0],
        executionMode: attributes.text('execution-mode'),
        workingDirectory: attributes.text('working-directory'),
        locked: attributes.flag('locked') ?? false,
        lockedReason: attributes.text('locked-reason'),
        hasVcs: isObject(attributes.value('vcs-repo')),
        permissions: {
            queueRun: permissions.flag('can-queue-run'),
            queueApply: permissions.flag('can-queue-apply'),
            queueDestroy: permissions.flag('can-queue-destroy')
        }
    };
}

;// CONCATENATED MODULE: ./src/tfe/client.ts








/** The API of HCP Terraform and Terraform Enterprise, as far as this action uses it: one class a resource. */
class Tfe {
    http;
    workspaces;
    configurationVersions;
    runs;
    plans;
    applies;
    stateVersions;
    stateVersionOutputs;
    constructor(connection) {
        this.http = new Http(connection);
        this.workspaces = new Workspaces(this.http);
        this.configurationVersions = new ConfigurationVersions(this.http);
        this.runs = new Runs(this.http);
        this.plans = new Plans(this.http);
        this.applies = new Applies(this.http);
        this.stateVersions = new StateVersions(this.http);
        this.stateVersionOutputs = new StateVersionOutputs(this.http);
    }
}

;// CONCATENATED MODULE: ./src/actions/main.ts
var main_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var main_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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







/** Runs an action in the runner's world. The one place where errors end, and where a step is failed. */
const main = (action) => inTheRunner(action, (log, error) => log.fail(describe(error)));
/** Runs what comes after the job. Cleaning up never fails a job: it warns. */
const post = (action) => inTheRunner(action, (log, error) => log.warning(describe(error)));
async function inTheRunner(action, failed) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const log = new Log();
        const cancellation = main_addDisposableResource(env_1, listen(process), false);
        const { env } = process;
        try {
            await action({
                env,
                read: fromEnvironment(env),
                log,
                clock: systemClock,
                fetch: await fetchFor(env),
                signal: cancellation.signal
            });
        }
        catch (error) {
            log.endGroup();
            failed(log, error);
            if (error instanceof Error && error.stack !== undefined)
                log.debug(error.stack);
        }
        finally {
            log.endGroup();
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        main_disposeResources(env_1);
    }
}
/** The client for an action's connection. From here on the token is masked. */
function connect({ log, fetch, clock }, { base, token, tokenSource }) {
    log.mask(token);
    return new Tfe({ base, token, tokenSource, fetch, clock });
}
/** What a person reads of a failure: its own message where it was foreseen. */
function describe(error) {
    const foreseen = [InputError, ApiError, NetworkError, RunFailed, Cancelled].some(kind => error instanceof kind);
    if (foreseen)
        return error.message;
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return `This is a defect of the action, please report it: ${text}`;
}

// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 3 modules
var exec = __webpack_require__(1260);
;// CONCATENATED MODULE: ./src/github/git.ts

/** The first line of a commit's message. Undefined where there is no such commit, no repository, or no git. */
async function commitSubject(directory, commit) {
    try {
        const { exitCode, stdout } = await (0,exec/* getExecOutput */.H)('git', ['log', '--max-count=1', '--format=%s', commit, '--'], {
            cwd: directory,
            silent: true,
            ignoreReturnCode: true
        });
        return exitCode === 0 ? stdout.trim() || undefined : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/run/decide.ts

const end = (ending) => ({ kind: 'end', ending });
/**
 * What to do about a run that is as it is now. The one place that decides to apply. What the run's status does not settle, the
 * `actions` that the service offers do: statuses come and go, and new ones appear.
 */
function decide(run, operation) {
    const means = meaning(run.status);
    switch (means) {
        case 'queued':
        case 'working':
            return run.actions.confirmable ? confirmable(run, operation) : { kind: 'wait' };
        case 'confirmable':
            if (run.status === 'planned_and_saved' && operation !== 'apply')
                return end('saved');
            return run.actions.confirmable ? confirmable(run, operation) : { kind: 'wait' };
        case 'override':
            return end('needs-override');
        case 'ended':
            return end(ending(run));
        default:
            return means;
    }
}
function confirmable(run, operation) {
    if (operation !== 'apply')
        return end('needs-confirmation');
    return run.mayApply === false ? end('may-not-apply') : { kind: 'confirm' };
}
function ending({ status, hasChanges }) {
    switch (status) {
        case 'applied':
            return 'applied';
        case 'planned_and_finished':
        case 'assessed':
            return hasChanges ? 'planned' : 'no-changes';
        case 'policy_soft_failed':
            return 'policy-failed';
        case 'discarded':
            return 'discarded';
        case 'canceled':
        case 'force_canceled':
            return 'canceled';
        default:
            return 'errored';
    }
}

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

;// CONCATENATED MODULE: ./src/logs/events.ts
/** Reads one line, without its end. A line that is no structured message is text. */
function parseLine(line) {
    const message = structured(line);
    return message === undefined ? { kind: 'text', text: line } : (events_meaning(message) ?? plain(message));
}
const isBag = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const bag = (value) => (isBag(value) ? value : {});
const events_text = (value) => (typeof value === 'string' && value !== '' ? value : undefined);
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
    type: events_text(message.type) ?? 'log',
    text: String(message['@message'])
});
function events_meaning(message) {
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
        summary: events_text(from.summary) ?? '',
        detail: events_text(from.detail),
        address: events_text(from.address),
        range: isBag(from.range) ? range(from.range) : undefined,
        snippet: isBag(from.snippet) ? snippet(from.snippet) : undefined
    };
}
function range(from) {
    const filename = events_text(from.filename);
    if (filename === undefined)
        return undefined;
    const position = (value) => ({
        line: count(bag(value).line),
        column: count(bag(value).column)
    });
    return { filename, start: position(from.start), end: position(from.end) };
}
const snippet = (from) => ({
    context: events_text(from.context),
    code: events_text(from.code) ?? '',
    startLine: count(from.start_line),
    values: list(from.values).map(value => ({
        traversal: events_text(bag(value).traversal) ?? '',
        statement: events_text(bag(value).statement) ?? ''
    }))
});
const resourceChange = (from) => ({
    address: events_text(bag(from.resource).addr) ?? '',
    action: events_text(from.action) ?? 'unknown',
    previousAddress: events_text(bag(from.previous_resource).addr),
    reason: events_text(from.reason),
    importing: isBag(from.importing)
});
const summary = (changes, message) => ({
    kind: 'summary',
    operation: events_text(changes.operation) ?? 'plan',
    counts: {
        additions: count(changes.add),
        changes: count(changes.change),
        destructions: count(changes.remove),
        imports: count(changes.import)
    },
    text: message
});

;// CONCATENATED MODULE: ./src/logs/read.ts
const LIMIT = 1_048_576;
/** A slice of this size or more may have been cut short by the server: more is to be had at once. */
const FULL = 65_536;
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
    constructor(slice) {
        this.#slice = slice;
    }
    /** Whether the end marker has been read. A log whose phase was killed may never have one. */
    get complete() {
        return this.#complete;
    }
    /**
     * What has been written since the last call, slice by slice; a slice that ends inside of a character may give no text. Reads while
     * there may be more at once: after a slice as large as servers give, and with `toTheEnd` after any that is not empty.
     */
    async *news(toTheEnd = false) {
        for (let more = true; more && !this.#complete;) {
            const bytes = await this.#slice(this.#offset, LIMIT);
            if (bytes.length === 0)
                return;
            yield this.#take(bytes);
            more = toTheEnd || bytes.length >= FULL;
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

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./src/tfe/blobs.ts

/**
 * Upload and log URLs hold their own secret: they are asked without the bearer token, which would hand it to a storage service, and errors
 * name only their host. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#upload-configuration-files
 */
/** Milliseconds without a byte in either direction. */
const DEADLINE = 60_000;
const named = (url) => `${url.origin}/…`;
/**
 * Sends a file to an upload URL, once: such a URL takes one upload, and whether it arrived is to be read elsewhere.
 * `sent` is told how many bytes have left so far.
 */
async function putFile(http, to, file, sent, signal) {
    const blob = await (0,external_node_fs_.openAsBlob)(file.path);
    const url = new URL(to);
    await http.exchange({
        method: 'PUT',
        url,
        path: named(url),
        headers: { 'content-type': 'application/octet-stream', 'content-length': String(file.bytes) },
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
        consume: async (response) => {
            await response.arrayBuffer();
        }
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
        consume: async (response) => new Uint8Array(await response.arrayBuffer())
    });
}

;// CONCATENATED MODULE: ./src/run/phase-log.ts




/** Reads that find nothing before a log that has no end marker counts as read, once its phase is over. */
const EMPTY_READS = 2;
/** The log of one phase of a run, as it grows. */
class PhaseLog {
    #reader;
    #lines = new Lines();
    #url;
    #begun = false;
    #phaseEnded = false;
    #emptyReads = 0;
    #failures = 0;
    #finished = false;
    constructor(tfe, signal) {
        this.#reader = new LogReader((offset, limit) => {
            return readSlice(tfe.http, this.#url ?? '', offset, limit, signal);
        });
    }
    /** What the run's latest reading says of the phase. Its URL may have been renewed. */
    update({ status, logReadUrl }) {
        this.#url = logReadUrl ?? this.#url;
        this.#phaseEnded = phaseEnded(status);
        this.#begun ||= this.#phaseEnded || status === 'running';
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
                yield lines.map(parseLine);
        }
        this.#failures = 0;
        this.#emptyReads = empty ? this.#emptyReads + 1 : 0;
        if (this.#reader.complete || (this.#phaseEnded && this.#emptyReads >= EMPTY_READS))
            yield* this.end();
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
            yield rest.map(parseLine);
    }
}

;// CONCATENATED MODULE: ./src/run/follow.ts




const PHASES = ['plan', 'apply'];
/** Log reads between two readings of the run, while its log is open. */
const LOG_READS = 6;
/** Failures one after another, each after its own retries, before following ends, or before a log is given up. */
const RUN_FAILURES = 5;
const LOG_FAILURES = 3;
/** Follows one run to its end, or to where `operation` stops; confirms it where `decide` says so. */
async function* follow(tfe, first, following) {
    const watch = new Watch(tfe, first, following);
    for (let status;;) {
        // What a phase has logged comes before what followed it.
        for (const phase of PHASES)
            while (watch.log(phase).ending)
                yield* watch.readLog(phase);
        const { run } = watch;
        if (run.status !== status)
            yield { kind: 'status', run };
        status = run.status;
        const decision = decide(run, following.operation);
        if (decision.kind === 'end')
            return { ending: decision.ending, run };
        if (decision.kind === 'confirm')
            yield* watch.confirm();
        yield* watch.wait();
        yield* watch.readRun();
    }
}
/** A run as last read, and its logs as far as read. */
class Watch {
    #tfe;
    #following;
    #pace;
    #logs;
    #run;
    #news = true;
    #confirmed = false;
    #runFailures = 0;
    constructor(tfe, run, following) {
        const { clock } = tfe.http.connection;
        this.#tfe = tfe;
        this.#following = following;
        this.#pace = new Pace(() => clock.now());
        this.#logs = { plan: new PhaseLog(tfe, following.signal), apply: new PhaseLog(tfe, following.signal) };
        this.#run = run;
    }
    get run() {
        return this.#run;
    }
    log(phase) {
        return this.#logs[phase];
    }
    /** Reads the run anew. That this fails for a while does not end the run, and so not the following either. */
    async *readRun() {
        const { signal } = this.#following;
        try {
            const run = await this.#tfe.runs.read(this.#run.id, { signal });
            this.#news = run.status !== this.#run.status;
            this.#run = run;
            this.#runFailures = 0;
            for (const phase of PHASES) {
                const read = run[phase];
                if (read !== undefined)
                    this.#logs[phase].update(read);
            }
        }
        catch (error) {
            if (!isTrouble(error) || ++this.#runFailures >= RUN_FAILURES)
                throw error;
            yield {
                kind: 'trouble',
                message: `The run can't be read just now, and goes on without being watched: ${error.message}`
            };
        }
    }
    /** Passes the time until the run is worth reading again: while a log is open, by reading that. */
    async *wait() {
        const open = PHASES.find(phase => this.#logs[phase].open);
        if (open === undefined)
            return this.#sleep();
        for (let reads = 0; reads < LOG_READS && this.#logs[open].open; reads++)
            yield* this.readLog(open);
    }
    /** Waits for its turn, then reads what a log has to say. */
    async *readLog(phase) {
        const log = this.#logs[phase];
        await this.#sleep();
        try {
            for await (const lines of log.news()) {
                this.#news = true;
                yield { kind: 'log', phase, lines };
            }
        }
        catch (error) {
            if (!(error instanceof NetworkError || error instanceof ApiError))
                throw error;
            const message = `The ${phase}'s log can't be read just now: ${error.message}`;
            yield { kind: 'trouble', message };
            if (log.failed() >= LOG_FAILURES)
                for (const lines of log.end())
                    yield { kind: 'log', phase, lines };
        }
    }
    /** Confirms the plan, once. A conflict means that somebody decided meanwhile: the next reading tells what. */
    async *confirm() {
        if (this.#confirmed)
            return;
        this.#confirmed = true;
        this.#news = true;
        try {
            await this.#tfe.runs.apply(this.#run.id, this.#following.comment);
            yield { kind: 'confirmed' };
        }
        catch (error) {
            if (!ApiError.is(error, 409))
                throw error;
        }
    }
    async #sleep() {
        const delay = this.#pace.next(this.#news);
        this.#news = false;
        await this.#tfe.http.connection.clock.sleep(delay, this.#following.signal);
    }
}
/** Whether an error says nothing of the run, and may pass. */
const isTrouble = (error) => error instanceof NetworkError || (error instanceof ApiError && (error.status >= 500 || error.status === 429));

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./src/slug/gzip.ts


const BLOCK = 256 * 1024;
/** Node compresses on four threads, and nothing in a running process changes that. */
const AT_ONCE = 4;
/** Deflate, no name, no time, fastest, unknown system: the same directory gives the same file on any machine. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255]);
const deflate = (0,external_node_util_.promisify)(external_node_zlib_.deflateRaw);
class GzipFile {
    /** Of the file, so far. */
    bytes = 0;
    #file;
    #free = Array.from({ length: AT_ONCE }, () => Buffer.allocUnsafeSlow(BLOCK));
    #jobs = [];
    #written;
    #checksum = 0;
    #size = 0;
    constructor(file) {
        this.#file = file;
        this.#written = this.#write(HEADER);
    }
    /** Takes a block with so many bytes in it, and gives an empty one for it: a used one, when all are under way. */
    async exchange(block, length, level) {
        this.#start(block, length, level, external_node_zlib_.constants.Z_SYNC_FLUSH);
        const free = this.#free.pop() ?? (await this.#jobs.shift());
        if (free === undefined)
            throw new RangeError('a block is missing');
        return free;
    }
    async finish(last) {
        this.#start(last, last.length, 1, external_node_zlib_.constants.Z_FINISH);
        await Promise.all(this.#jobs);
        const trailer = Buffer.alloc(8);
        trailer.writeUInt32LE(this.#checksum);
        trailer.writeUInt32LE(this.#size % 2 ** 32, 4);
        await this.#write(trailer);
    }
    /** After a failure: when nothing uses the file any more. */
    async settle() {
        await Promise.allSettled([this.#written, ...this.#jobs]);
    }
    #start(block, length, level, flush) {
        const data = block.subarray(0, length);
        this.#checksum = (0,external_node_zlib_.crc32)(data, this.#checksum);
        this.#size += length;
        // With the room that a block of noise needs, and a flush in its first step, zlib is done in one go.
        const compressed = deflate(data, { level, memLevel: 9, flush, finishFlush: flush, chunkSize: BLOCK + 1024 });
        const before = this.#written;
        const job = (async () => {
            const bytes = await compressed;
            await before;
            await this.#write(bytes);
            // Frees the memory now. The garbage collector would let some 80 MB of such buffers gather.
            bytes.buffer.transfer(0);
            return block;
        })();
        job.catch(() => undefined); // Whoever waits for it gets the error, though maybe later.
        this.#written = job;
        this.#jobs.push(job);
    }
    async #write(bytes) {
        await this.#file.writeFile(bytes);
        this.bytes += bytes.length;
    }
}

;// CONCATENATED MODULE: ./src/slug/characters.ts
/** Characters, escapes and classes as Go's regular expressions write them: https://pkg.go.dev/regexp/syntax */
/** Go would not compile it. */
class Invalid extends Error {
}
/** A cursor over the text of an expression. */
class Reader {
    #text;
    #at = 0;
    constructor(text) {
        this.#text = text;
    }
    get ended() {
        return this.#at >= this.#text.length;
    }
    sees(text) {
        return this.#text.startsWith(text, this.#at);
    }
    take(text) {
        const found = this.sees(text);
        if (found)
            this.#at += text.length;
        return found;
    }
    next() {
        const codePoint = this.#text.codePointAt(this.#at);
        if (codePoint === undefined)
            throw new Invalid('it ends too early');
        const character = String.fromCodePoint(codePoint);
        this.#at += character.length;
        return character;
    }
    /** Reads what a sticky pattern finds right here. */
    match(pattern) {
        pattern.lastIndex = this.#at;
        const found = pattern.exec(this.#text) ?? undefined;
        if (found !== undefined)
            this.#at = pattern.lastIndex;
        return found;
    }
}
const PERL_CLASSES = new Map([
    ['d', /[0-9]/],
    ['s', /[\t\n\f\r ]/],
    ['w', /[0-9A-Za-z_]/]
]);
const POSIX_CLASSES = new Map([
    ['alnum', /[0-9A-Za-z]/],
    ['alpha', /[A-Za-z]/],
    // eslint-disable-next-line no-control-regex -- that is what the class holds
    ['ascii', /[\x00-\x7f]/],
    ['blank', /[\t ]/],
    // eslint-disable-next-line no-control-regex -- that is what the class holds
    ['cntrl', /[\x00-\x1f\x7f]/],
    ['digit', /[0-9]/],
    ['graph', /[!-~]/],
    ['lower', /[a-z]/],
    ['print', /[ -~]/],
    ['punct', /[!-/:-@[-`{-~]/],
    ['space', /[\t\n\v\f\r ]/],
    ['upper', /[A-Z]/],
    ['word', /[0-9A-Za-z_]/],
    ['xdigit', /[0-9A-Fa-f]/]
]);
const CONTROLS = new Map([
    ['a', '\x07'],
    ['f', '\f'],
    ['n', '\n'],
    ['r', '\r'],
    ['t', '\t'],
    ['v', '\v']
]);
const dot = c => c !== 0x0a;
const word = like(/[0-9A-Za-z_]/);
function equals(character) {
    const expected = character.codePointAt(0);
    return c => c === expected;
}
function like(pattern) {
    return c => c >= 0 && pattern.test(String.fromCodePoint(c));
}
function not(test) {
    return c => !test(c);
}
/** What an escape stands for, after its backslash. */
function readEscape(reader) {
    return readSet(reader) ?? equals(readEscaped(reader));
}
/** What `[...]` stands for, after its first bracket. */
function readClass(reader) {
    const isNegated = reader.take('^');
    const tests = [];
    do
        tests.push(readItem(reader));
    while (!reader.take(']'));
    const any = c => tests.some(test => test(c));
    return isNegated ? not(any) : any;
}
function readItem(reader) {
    const [, isNot, posix] = reader.match(/\[:(\^?)(.*?):\]/sy) ?? [];
    if (posix !== undefined)
        return characters_named(POSIX_CLASSES.get(posix), isNot === '^');
    const isEscape = reader.take('\\');
    const set = isEscape ? readSet(reader) : undefined;
    if (set !== undefined)
        return set;
    const low = isEscape ? readEscaped(reader) : reader.next();
    if (!reader.sees('-') || reader.sees('-]'))
        return equals(low);
    reader.next();
    const high = reader.take('\\') ? readEscaped(reader) : reader.next();
    const [from = 0, to = 0] = [low.codePointAt(0), high.codePointAt(0)];
    if (from > to)
        throw new Invalid('a range ends before it begins');
    return c => c >= from && c <= to;
}
/** `\d`, `\S`, `\pL`, `\p{^Greek}`: an escape that stands for a set of characters. */
function readSet(reader) {
    const [perl] = reader.match(/[dswDSW]/y) ?? [];
    if (perl !== undefined)
        return characters_named(PERL_CLASSES.get(perl.toLowerCase()), perl < 'a');
    const [, p, isNot, long, short] = reader.match(/([pP])(?:\{(\^?)([A-Za-z_]*)\}|([A-Z]))/y) ?? [];
    if (p === undefined)
        return undefined;
    return characters_named(unicodeClass(long ?? short ?? ''), (p === 'P') !== (isNot === '^'));
}
/** Two letters at most name a category, more a script. The pattern matches single characters only. */
function unicodeClass(name) {
    if (name === 'Any')
        return /[^]/;
    try {
        return new RegExp(name.length <= 2 ? `\\p{${name}}` : `\\p{Script=${name}}`, 'u');
    }
    catch {
        return undefined;
    }
}
function characters_named(pattern, isNegated) {
    if (pattern === undefined)
        throw new Invalid('an unknown class');
    return isNegated ? not(like(pattern)) : like(pattern);
}
/** `\n`, `\x41`, `\x{1F600}`, `\101`, `\#`: an escape that stands for one character. */
function readEscaped(reader) {
    const [, long, short, octal] = reader.match(/x\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{2})|(0[0-7]{0,2}|[1-7][0-7]{1,2})/y) ?? [];
    const hexadecimal = long ?? short;
    if (hexadecimal !== undefined)
        return fromCode(parseInt(hexadecimal, 16));
    if (octal !== undefined)
        return fromCode(parseInt(octal, 8));
    const character = reader.next();
    const control = CONTROLS.get(character);
    if (control !== undefined)
        return control;
    if (/[0-9A-Za-z\u0080-\u{10ffff}]/u.test(character))
        throw new Invalid('an unknown escape');
    return character;
}
function fromCode(code) {
    if (code > 0x10ffff)
        throw new Invalid('no such character');
    return String.fromCodePoint(code);
}

;// CONCATENATED MODULE: ./src/slug/program.ts
/** Expressions as instructions for automaton.ts, which follows many of them at once (Thompson's construction). */

class Program {
    /** Where each expression begins. */
    entries;
    #instructions = [];
    /** Which expression an instruction belongs to. */
    #owners = [];
    constructor(expressions) {
        this.entries = expressions.map((tree, expression) => this.#expression(tree, expression));
    }
    at(address) {
        const instruction = this.#instructions[address];
        if (instruction === undefined)
            throw new RangeError(`no instruction ${address}`);
        return instruction;
    }
    owner(address) {
        return this.#owners[address] ?? -1;
    }
    /** Is this the dot of a closing `.*$`, from which any text matches? */
    isOpenEnd(address) {
        const instruction = this.at(address);
        if (instruction.kind !== 'character' || instruction.test !== dot)
            return false;
        const loop = this.at(instruction.next);
        return loop.kind === 'fork' && loop.branches.includes(address) && loop.branches.some(branch => this.#isEnd(branch));
    }
    #isEnd(address) {
        const instruction = this.at(address);
        return (instruction.kind === 'assertion' && instruction.assertion === 'end' && this.at(instruction.next).kind === 'match');
    }
    #expression(tree, expression) {
        const before = this.#instructions.length;
        const entry = this.#compile(anchored(tree), this.#add({ kind: 'match' }));
        this.#owners.push(...Array.from({ length: this.#instructions.length - before }, () => expression));
        return entry;
    }
    /** Instructions for `node`, and then what is at `next`. */
    #compile(node, next) {
        switch (node.kind) {
            case 'character':
                return this.#add({ kind: 'character', test: node.test, next });
            case 'assertion':
                return this.#add({ kind: 'assertion', assertion: node.assertion, next });
            case 'sequence':
                return node.items.reduceRight((after, item) => this.#compile(item, after), next);
            case 'choice':
                return this.#add({ kind: 'fork', branches: node.items.map(item => this.#compile(item, next)) });
            case 'repeat':
                return this.#repeat(node.item, node.min, node.max, next);
        }
    }
    #repeat(item, min, max, next) {
        let entry = next;
        if (max === Infinity) {
            const branches = [next];
            entry = this.#add({ kind: 'fork', branches });
            branches.push(this.#compile(item, entry));
        }
        else {
            for (let times = min; times < max; times++) {
                entry = this.#add({ kind: 'fork', branches: [next, this.#compile(item, entry)] });
            }
        }
        for (let times = 0; times < min; times++)
            entry = this.#compile(item, entry);
        return entry;
    }
    #add(instruction) {
        return this.#instructions.push(instruction) - 1;
    }
}
/** An expression may match anywhere in a text, unless it begins with the text's beginning. */
function anchored(tree) {
    const first = tree.kind === 'sequence' ? tree.items[0] : undefined;
    if (first?.kind === 'assertion' && first.assertion === 'start')
        return tree;
    const anything = { kind: 'repeat', item: { kind: 'character', test: () => true }, min: 0, max: Infinity };
    return { kind: 'sequence', items: [anything, tree] };
}

;// CONCATENATED MODULE: ./src/slug/automaton.ts
/**
 * Many expressions matched together, in one pass over a text: an automaton that is made deterministic only where texts
 * lead (https://swtch.com/~rsc/regexp/regexp3.html). Time is linear in the text, whatever the expressions.
 */


/** Bounds what is remembered about the texts read. */
const MAX_STATES = 10_000;
class Automaton {
    start;
    #program;
    #states = new Map();
    constructor(expressions) {
        this.#program = new Program(expressions);
        this.start = this.#state(this.#program.entries, 'nothing');
    }
    read(state, text) {
        let current = state;
        for (let at = 0; at < text.length; at++) {
            const codePoint = text.codePointAt(at) ?? 0;
            if (codePoint > 0xffff)
                at++;
            const known = current.after.get(codePoint);
            const next = known ?? this.#step(current, codePoint);
            if (known === undefined)
                current.after.set(codePoint, next);
            current = next;
        }
        return current;
    }
    /** The expressions, as indices in ascending order, that match the text read so far. */
    matches(state) {
        return (state.matches ??= this.#owners(this.#reach(state, undefined).filter(address => this.#program.at(address).kind === 'match')));
    }
    outlook(state) {
        return (state.outlook ??= {
            possible: this.#owners(state.threads),
            certain: this.#owners(this.#reach(state, '/'.codePointAt(0)).filter(address => this.#program.isOpenEnd(address)))
        });
    }
    #step(state, codePoint) {
        const threads = this.#reach(state, codePoint).flatMap(address => {
            const instruction = this.#program.at(address);
            // A match stays one: without a `$`, an expression doesn't mind what follows.
            if (instruction.kind === 'match')
                return [address];
            return instruction.kind === 'character' && instruction.test(codePoint) ? [instruction.next] : [];
        });
        return this.#state(threads, word(codePoint) ? 'word' : 'other');
    }
    /** Where the threads stand before the next character, which is undefined at the end of the text. */
    #reach(state, next) {
        const holds = context(state, next);
        const seen = new Set(state.threads);
        const reached = [];
        for (const address of seen) {
            const instruction = this.#program.at(address);
            if (instruction.kind === 'fork')
                for (const branch of instruction.branches)
                    seen.add(branch);
            else if (instruction.kind !== 'assertion')
                reached.push(address);
            else if (holds[instruction.assertion])
                seen.add(instruction.next);
        }
        return reached;
    }
    #state(addresses, before) {
        const threads = [...new Set(addresses)].sort((a, b) => a - b);
        const key = `${before} ${threads.join(' ')}`;
        const known = this.#states.get(key);
        if (known !== undefined)
            return known;
        if (this.#states.size >= MAX_STATES)
            this.#forget();
        const state = { threads, before, after: new Map() };
        this.#states.set(key, state);
        return state;
    }
    #forget() {
        for (const state of this.#states.values())
            state.after.clear();
        this.#states.clear();
    }
    #owners(addresses) {
        return [...new Set(addresses.map(address => this.#program.owner(address)))].sort((a, b) => a - b);
    }
}
function context(state, next) {
    const isBoundary = (state.before === 'word') !== (next !== undefined && word(next));
    return {
        start: state.before === 'nothing',
        end: next === undefined,
        'word-boundary': isBoundary,
        'no-word-boundary': !isBoundary
    };
}

;// CONCATENATED MODULE: ./src/slug/regex.ts
/**
 * The regular expressions of Go, to which Terraform translates its ignore rules: https://pkg.go.dev/regexp/syntax
 * Only their syntax is read here, automaton.ts runs them. Flags and lazy repetition are left out: an ignore rule
 * can't spell them, because its own `?` means something else.
 */

// The first two are Go's: https://github.com/golang/go/blob/master/src/regexp/syntax/parse.go
const MAX_DEPTH = 1000;
const MAX_REPEAT = 1000;
const MAX_SIZE = 100_000;
const ASSERTIONS = [
    ['^', 'start'],
    ['$', 'end'],
    ['\\A', 'start'],
    ['\\z', 'end'],
    ['\\b', 'word-boundary'],
    ['\\B', 'no-word-boundary']
];
/** The tree of an expression, or undefined where Go would not compile it. */
function regex_parse(expression) {
    const reader = new Reader(unquoted(expression));
    try {
        const tree = readChoice(reader, 0);
        return reader.ended && size(tree) <= MAX_SIZE ? tree : undefined;
    }
    catch (error) {
        if (error instanceof Invalid)
            return undefined;
        throw error;
    }
}
/** `\Q...\E` holds literal text; without `\E` it lasts to the end. */
function unquoted(expression) {
    return expression.replace(/\\(?:Q(.*?)(?:\\E|$)|[^])/gs, (whole, quoted) => quoted === undefined ? whole : quoted.replace(/[!-/:-@[-`{-~]/g, '\\$&'));
}
function readChoice(reader, depth) {
    if (depth > MAX_DEPTH)
        throw new Invalid('too deep');
    const first = readSequence(reader, depth);
    if (!reader.sees('|'))
        return first;
    const items = [first];
    while (reader.take('|'))
        items.push(readSequence(reader, depth));
    return { kind: 'choice', items };
}
function readSequence(reader, depth) {
    const items = [];
    while (!reader.ended && !reader.sees('|') && !reader.sees(')')) {
        if (readRange(reader) !== undefined)
            throw new Invalid('nothing to repeat, or repeated already');
        items.push(readRepeated(reader, depth));
    }
    return { kind: 'sequence', items };
}
function readRepeated(reader, depth) {
    const item = regex_readItem(reader, depth);
    const range = readRange(reader);
    if (range === undefined)
        return item;
    const [min, max] = range;
    const node = { kind: 'repeat', item, min, max };
    if (!repeatsAtMost(node, MAX_REPEAT))
        throw new Invalid('repeated too often');
    return node;
}
function regex_readItem(reader, depth) {
    if (reader.take('(')) {
        const node = readChoice(reader, depth + 1);
        if (!reader.take(')'))
            throw new Invalid('a ( without its )');
        return node;
    }
    const assertion = ASSERTIONS.find(([text]) => reader.take(text));
    if (assertion !== undefined)
        return { kind: 'assertion', assertion: assertion[1] };
    return { kind: 'character', test: readCharacter(reader) };
}
function readCharacter(reader) {
    if (reader.take('['))
        return readClass(reader);
    if (reader.take('\\'))
        return readEscape(reader);
    if (reader.take('.'))
        return dot;
    return equals(reader.next());
}
/** How often; a brace that isn't `{2}`, `{2,}` or `{2,5}` is a literal one. */
function readRange(reader) {
    if (reader.take('*'))
        return [0, Infinity];
    if (reader.take('+'))
        return [1, Infinity];
    if (reader.take('?'))
        return [0, 1];
    const [, least, comma, most] = reader.match(/\{(0|[1-9][0-9]*)(,(0|[1-9][0-9]*)?)?\}/y) ?? [];
    if (least === undefined)
        return undefined;
    const min = Number(least);
    const max = comma === undefined ? min : most === undefined ? Infinity : Number(most);
    if (min > MAX_REPEAT || (max > MAX_REPEAT && most !== undefined) || min > max)
        throw new Invalid('a bad count');
    return [min, max];
}
/** Counted repetitions multiply where they are nested; this is what keeps an automaton small. */
function repeatsAtMost(node, limit) {
    switch (node.kind) {
        case 'character':
        case 'assertion':
            return true;
        case 'sequence':
        case 'choice':
            return node.items.every(item => repeatsAtMost(item, limit));
        case 'repeat': {
            const times = node.max === Infinity ? node.min : node.max;
            return times <= limit && repeatsAtMost(node.item, times > 0 ? Math.floor(limit / times) : limit);
        }
    }
}
/** The instructions that program.ts needs for it. */
function size(node) {
    switch (node.kind) {
        case 'character':
        case 'assertion':
            return 1;
        case 'sequence':
        case 'choice':
            return node.items.reduce((sum, item) => sum + size(item), 1);
        case 'repeat':
            return node.max === Infinity ? (node.min + 1) * size(node.item) + 1 : node.max * (size(node.item) + 1);
    }
}

;// CONCATENATED MODULE: ./src/slug/ignore.ts
/**
 * Which paths Terraform leaves out of an upload: its own default rules, then those of .terraformignore, in the words
 * of go-slug. https://developer.hashicorp.com/terraform/cli/cloud/settings#excluding-files-from-upload-with-terraformignore
 */


/** They always come first: a later rule can override them, nothing removes them. */
const DEFAULT_RULES = ['.terraform/', '!.terraform/modules/', '.git/'];
/** Go's unicode.IsSpace, which knows U+0085 and not the byte order mark. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const NEVER = {
    kind: 'sequence',
    items: [
        { kind: 'assertion', assertion: 'start' },
        { kind: 'choice', items: [] }
    ]
};
class Rules {
    /** The lines that are no valid rules. Terraform passes over them without a word. */
    invalid;
    #isNegated;
    #automaton;
    constructor(rules) {
        this.invalid = rules.filter(rule => rule.expression === undefined).map(rule => rule.line);
        this.#isNegated = rules.map(rule => rule.isNegated);
        this.#automaton = new Automaton(rules.map(rule => rule.expression ?? NEVER));
    }
    /** The empty path. */
    get root() {
        return this.#automaton.start;
    }
    /** The path, and `text` behind it. A directory's own path ends in a slash, when it is asked for as a directory. */
    read(path, text) {
        return this.#automaton.read(path, composed(text));
    }
    /** The last rule that matches decides. */
    excludes(path) {
        return this.#isNegated[this.#last(path)] === false;
    }
    /**
     * Is the path excluded with no `!` rule to come? Terraform doesn't look into such a directory, not even for files that
     * no rule matches: `foo/*` alone leaves out foo/a/b, which it doesn't match, and with `!x` behind it no longer does.
     */
    dominates(path) {
        return this.excludes(path) && this.#last(path) > this.#isNegated.lastIndexOf(true);
    }
    /** Can nothing below the directory be anything but excluded? This only saves looking there. */
    excludesAllBelow(directory) {
        const { possible, certain } = this.#automaton.outlook(directory);
        const decisive = certain.findLast(rule => this.#isNegated[rule] === false);
        return decisive !== undefined && !possible.some(rule => rule > decisive && this.#isNegated[rule] === true);
    }
    #last(path) {
        return this.#automaton.matches(path).at(-1) ?? -1;
    }
}
/** The rules of a .terraformignore, or the default rules alone. */
function parseRules(text) {
    const lines = [...DEFAULT_RULES, ...(text?.split('\n').map(trimmed) ?? [])];
    return new Rules(lines.filter(isRule).map(parseRule));
}
/** A lone `!`, and a line of blanks, crash Terraform 1.11; here they are empty lines. */
function isRule(line) {
    return line !== '' && line !== '!' && !line.startsWith('#');
}
function parseRule(line) {
    const isNegated = line.startsWith('!');
    const pattern = isNegated ? line.slice(1) : line;
    const whole = pattern.endsWith('/') ? `${pattern}**` : pattern;
    const rooted = whole.startsWith('/') ? whole.slice(1) : `**/${whole}`;
    return { line, isNegated, expression: regex_parse(expression(composed(rooted))) };
}
/** Only `*`, `?`, `.` and `$` get a meaning of their own; all else is that of a regular expression. */
function expression(pattern) {
    const translated = pattern.replace(/\*\*\/?|[*?.$]|\\[^]/gu, (token, at) => {
        if (token.startsWith('**'))
            return at + token.length === pattern.length ? '.*' : '(.*/)?';
        if (token === '*')
            return '[^/]*';
        if (token === '?')
            return '[^/]';
        return token.startsWith('\\') ? token : `\\${token}`;
    });
    return `^${translated}$`;
}
function trimmed(line) {
    const isSpace = (at) => SPACE.test(line.charAt(at));
    let start = 0;
    let end = line.length;
    while (start < end && isSpace(start))
        start++;
    while (end > start && isSpace(end - 1))
        end--;
    return line.slice(start, end);
}
/** Names and rules match whether composed or decomposed (macOS has both), as since go-slug 0.18.3; Terraform 1.11 differs. */
function composed(text) {
    // eslint-disable-next-line no-control-regex -- ASCII is composed already
    return /^[\x00-\x7f]*$/.test(text) ? text : text.normalize('NFC');
}

;// CONCATENATED MODULE: ./src/slug/refusal.ts
/** Why a directory can't be packed, each in a sentence that names the way out. */

const EXCLUDE = 'or exclude it in .terraformignore';
/** Quoted, because names may hold line ends and worse. */
const quoted = (name) => JSON.stringify(name);
const refusal = (problem, cause) => new InputError([`\`directory\`: ${problem}`], { cause });
const missing = (directory, cause) => refusal(`${quoted(directory)} does not exist: check the path, and that a step before this one checks the repository out`, cause);
const notADirectory = (directory) => refusal(`${quoted(directory)} is a file: name the directory that holds the configuration`);
const empty = (directory) => refusal(`${quoted(directory)} holds no file to upload: name the directory that holds the configuration`);
const allExcluded = (directory) => refusal(`${quoted(directory)} holds no file to upload that .terraformignore doesn't exclude: end it with a rule that brings the configuration back, such as !*.tf`);
const badName = (name) => refusal(`the name ${quoted(name)} is not valid UTF-8, which an archive can't hold: rename it, ${EXCLUDE}`);
const changed = (name, how, cause) => refusal(`${quoted(name)} ${how} while it was being packed: let what writes it finish first, ${EXCLUDE}`, cause);
const deadLink = (name, text, cause) => refusal(`the link ${quoted(name)} leads out of the directory to ${quoted(text)}, which does not exist: mend the link, ${EXCLUDE}`, cause);
const cyclicLink = (name, target) => refusal(`the link ${quoted(name)} leads to ${quoted(target)}, which contains the link itself: there is no end to copying it. Remove the link, ${EXCLUDE}`);
const confinedLink = (name, target, workspace) => refusal(`the link ${quoted(name)} leads to ${quoted(target)}, outside of the workspace ${quoted(workspace)}: files of the machine are not uploaded. Copy what is needed into the repository, ${EXCLUDE}`);
const specialLink = (name, target) => refusal(`the link ${quoted(name)} leads to ${quoted(target)}, which is neither a file nor a directory: remove the link, ${EXCLUDE}`);
/** What the system said about an entry. */
function unreadable(name, cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    if (code === 'ENOENT')
        return changed(name, 'vanished', cause);
    const remedy = code === 'EACCES' || code === 'EPERM' ? 'let the user of this step read it' : 'see what the system says';
    return refusal(`${quoted(name)} can't be read (${code}): ${remedy}, ${EXCLUDE}`, cause);
}
function reading(name, action) {
    try {
        return action();
    }
    catch (error) {
        throw unreadable(name, error);
    }
}

;// CONCATENATED MODULE: ./src/slug/density.ts
/** Is there nothing to gain from compressing these bytes? Archives, images and ciphertext are as dense as can be. */
const SAMPLES = 4;
const SAMPLE_LENGTH = 256;
/** Of the 256 values of a byte, random bytes show about 162 in a sample, give or take 5; programs 120 at most, text 70. */
const DENSE = 140;
/** Takes its samples from all over, because all of the bytes should be dense. */
function isDense(bytes) {
    const step = Math.floor(bytes.length / SAMPLES);
    if (step < SAMPLE_LENGTH)
        return false;
    for (let start = 0; start + SAMPLE_LENGTH <= bytes.length; start += step) {
        if (distinctValues(bytes, start) < DENSE)
            return false;
    }
    return true;
}
function distinctValues(bytes, start) {
    const seen = new Uint8Array(256);
    let count = 0;
    for (let at = start; at < start + SAMPLE_LENGTH; at++) {
        const value = bytes[at] ?? 0;
        count += 1 - (seen[value] ?? 0);
        seen[value] = 1;
    }
    return count;
}

// EXTERNAL MODULE: ./node_modules/tar/dist/esm/header.js + 2 modules
var esm_header = __webpack_require__(6532);
// EXTERNAL MODULE: ./node_modules/tar/dist/esm/pax.js
var pax = __webpack_require__(750);
;// CONCATENATED MODULE: ./src/slug/paths.ts
/** Arithmetic of paths and of what is known about files: nothing here looks at a disk. */

function isWithin(directory, path, flavor = (external_node_path_default())) {
    const way = flavor.relative(directory, path);
    return way !== '..' && !way.startsWith(`..${flavor.sep}`) && !flavor.isAbsolute(way);
}
/**
 * What a link to something below one of the roots says in the archive: its own text, if that leads to the same place
 * there without leaving the archive on the way; else the way from its place to that one. Terraform keeps the text in
 * any case, and so uploads links that are broken, or that the service refuses ("has external target"): absolute ones,
 * ones through `../name-of-the-root`, and those that an outside directory brings along.
 * Undefined where the link leads elsewhere.
 */
function textInArchive(link, roots, flavor = (external_node_path_default())) {
    const target = flavor.resolve(flavor.dirname(link.path), link.text);
    const root = roots.find(candidate => isWithin(candidate, target, flavor));
    if (root === undefined)
        return undefined;
    const wanted = slashed(flavor.relative(root, target), flavor);
    const place = external_node_path_.posix.dirname(link.name);
    const text = slashed(link.text, flavor);
    const found = external_node_path_.posix.join(place, text).replace(/\/$/, '');
    if (!flavor.isAbsolute(link.text) && found === (wanted || '.'))
        return text;
    return external_node_path_.posix.relative(`/${place}`, `/${wanted}`) || '.';
}
/** The permission bits. Windows has none of its own, where Node makes up 0666 for everything. */
function permissions(mode, isDirectory, platform = process.platform) {
    if (platform === 'win32')
        return isDirectory ? 0o755 : 0o644;
    return mode & 0o777;
}
/** To the nearest second, half a second up, as Go rounds it. */
function wholeSeconds(milliseconds) {
    return new Date(Math.floor(milliseconds / 1000 + 0.5) * 1000);
}
function slashed(path, flavor) {
    return flavor.sep === '/' ? path : path.replaceAll(flavor.sep, '/');
}

;// CONCATENATED MODULE: ./src/slug/header.ts



/** Everything in a tar is a multiple of it. */
const RECORD = 512;
const TYPES = { directory: 'Directory', file: 'File', link: 'SymbolicLink' };
function encodeHeader({ kind, name, stats, text }) {
    const path = text === undefined ? { path: name } : { path: name, linkpath: text };
    const size = kind === 'file' ? stats.size : 0;
    const mtime = wholeSeconds(stats.mtimeMs);
    const mode = kind === 'link' ? 0o777 : permissions(stats.mode, kind === 'directory');
    const header = new esm_header/* Header */.Y({ ...path, type: TYPES[kind], mode, uid: 0, gid: 0, size, mtime });
    const record = Buffer.alloc(RECORD);
    // To split a long name in two, as ustar can, Header drops the slash of a directory, and makes ./name of a bare name.
    const needsPax = header.encode(record) || Buffer.byteLength(name) >= 100;
    return needsPax ? Buffer.concat([new pax/* Pax */.u({ ...path, size, mtime }).encode(), record]) : record;
}

;// CONCATENATED MODULE: ./src/slug/file.ts
/** A file as it goes into an archive: header, bytes, zeros to fill its last record. */



/** Should a link or a pipe take the place of a file, it is neither followed nor waited for. Windows lacks these flags. */
const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
const READ = (O_RDONLY ?? 0) | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0);
class OpenFile {
    size;
    #name;
    #descriptor;
    #header;
    constructor(entry) {
        this.#name = entry.name;
        this.#descriptor = reading(entry.name, () => (0,external_node_fs_.openSync)(entry.path, READ));
        const stats = (0,external_node_fs_.fstatSync)(this.#descriptor);
        if (!stats.isFile()) {
            this.close();
            throw changed(entry.name, 'became something else');
        }
        this.size = stats.size;
        this.#header = encodeHeader({ ...entry, stats });
    }
    /** In the archive, with all that belongs to it. */
    get length() {
        return this.#header.length + this.size + this.#padding;
    }
    /** All of it, in a buffer with more room than that; undefined when there are more or less bytes than there were. */
    whole(buffer) {
        const start = this.#header.copy(buffer);
        const end = start + this.size;
        // Asks for a byte too many, to see that there is none.
        let at = start;
        for (let count = -1; count !== 0 && at < end; at += count)
            count = this.#read(buffer, at, end + 1);
        return at === end ? buffer.fill(0, end, this.length).subarray(0, this.length) : undefined;
    }
    /** The same in parts, each only until the next one is asked for. */
    *parts(buffer) {
        yield this.#header;
        for (let left = this.size; left > 0;) {
            const count = this.#read(buffer, 0, Math.min(left, buffer.length));
            if (count === 0)
                throw changed(this.#name, 'was cut short');
            yield buffer.subarray(0, count);
            left -= count;
        }
        if ((0,external_node_fs_.fstatSync)(this.#descriptor).size !== this.size)
            throw changed(this.#name, 'grew');
        yield Buffer.alloc(this.#padding);
    }
    close() {
        (0,external_node_fs_.closeSync)(this.#descriptor);
    }
    get #padding() {
        return (RECORD - (this.size % RECORD)) % RECORD;
    }
    #read(buffer, from, to) {
        return reading(this.#name, () => (0,external_node_fs_.readSync)(this.#descriptor, buffer, from, to - from, null));
    }
}

;// CONCATENATED MODULE: ./src/slug/tape.ts
/** Entries, as tar wants them, gathered in blocks for the compressed file. */





/**
 * Small files that compression can't make smaller are gathered in blocks of their own, which are stored as they are:
 * zlib spends four times as long on such bytes as on text. They come a little later in the archive for it. No entry
 * begins in one block and ends in another, but for those that fill several all by themselves.
 */
class Tape {
    #gzip;
    #signal;
    #buffer = Buffer.allocUnsafeSlow(BLOCK);
    #deflated = { block: Buffer.allocUnsafeSlow(BLOCK), length: 0, level: 1 };
    #stored = { block: Buffer.allocUnsafeSlow(BLOCK), length: 0, level: 0 };
    constructor(gzip, signal) {
        this.#gzip = gzip;
        this.#signal = signal;
    }
    /** How many bytes the entry holds. */
    async add(entry) {
        if (entry.kind === 'file')
            return this.#addFile(entry);
        await this.#put(this.#deflated, encodeHeader(entry));
        return 0;
    }
    /** Two records of zeros end an archive. */
    async finish() {
        await this.#send(this.#deflated);
        await this.#send(this.#stored);
        await this.#gzip.finish(Buffer.alloc(2 * RECORD));
    }
    /** A file that is being written to gets a second chance, as long as nothing of it is on the tape. */
    async #addFile(entry) {
        const size = (await this.#tryFile(entry)) ?? (await this.#tryFile(entry));
        if (size === undefined)
            throw changed(entry.name, 'changed its size');
        return size;
    }
    async #tryFile(entry) {
        const file = new OpenFile(entry);
        try {
            if (file.length < this.#buffer.length) {
                const bytes = file.whole(this.#buffer);
                if (bytes === undefined)
                    return undefined;
                await this.#put(isDense(bytes.subarray(RECORD)) ? this.#stored : this.#deflated, bytes);
            }
            else {
                await this.#putParts(file.parts(this.#buffer));
            }
            return file.size;
        }
        finally {
            file.close();
        }
    }
    async #put(lane, bytes) {
        if (lane.length + bytes.length > lane.block.length)
            await this.#send(lane);
        lane.length += bytes.copy(lane.block, lane.length);
    }
    async #putParts(parts) {
        const lane = this.#deflated;
        await this.#send(lane);
        for (const part of parts) {
            for (let at = 0; at < part.length;) {
                if (lane.length === lane.block.length)
                    await this.#send(lane, isDense(lane.block) ? 0 : 1);
                const count = part.copy(lane.block, lane.length, at);
                lane.length += count;
                at += count;
            }
        }
        await this.#send(lane);
    }
    async #send(lane, level = lane.level) {
        this.#signal?.throwIfAborted();
        if (lane.length === 0)
            return;
        lane.block = await this.#gzip.exchange(lane.block, lane.length, level);
        lane.length = 0;
    }
}

;// CONCATENATED MODULE: ./src/slug/walk.ts
/** What of a directory goes into the archive, in the order in which Terraform puts it there. */




const NOTHING = {};
/** Yields undefined for what is left out, so that whoever asks can do something else now and then. */
function* walk(tree) {
    const stack = [walk_open(tree.root, '', tree.rules.root, [])];
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
        const item = frame.items[frame.next++];
        if (item === undefined) {
            stack.pop();
            continue;
        }
        const { entry, below } = visit(tree, frame, item);
        if (below !== undefined)
            stack.push(below);
        yield entry;
    }
}
function visit(tree, frame, item) {
    const path = tree.rules.read(frame.path, item.name);
    if (item.isDirectory())
        return visitDirectory(tree, frame, item, path);
    if (tree.rules.excludes(path))
        return NOTHING;
    const name = checked(frame, item);
    if (item.isFile())
        return { entry: { kind: 'file', name, path: frame.source + external_node_path_.sep + item.name } };
    // Terraform passes over sockets, pipes and devices without a word.
    return item.isSymbolicLink() ? visitLink(tree, frame, name, frame.source + external_node_path_.sep + item.name) : NOTHING;
}
/** A directory is matched twice, as `a` and as `a/`. Either can leave it out; what is below is asked for itself. */
function visitDirectory({ rules }, frame, item, path) {
    const inside = rules.read(path, '/');
    const isHidden = rules.excludes(path);
    if (rules.excludesAllBelow(inside) || (!isHidden && rules.dominates(inside)))
        return NOTHING;
    const name = checked(frame, item);
    const source = frame.source + external_node_path_.sep + item.name;
    const below = walk_open(source, `${name}/`, inside, frame.trail);
    if (isHidden || rules.excludes(inside))
        return { below };
    return { below, entry: { kind: 'directory', name: `${name}/`, stats: reading(name, () => (0,external_node_fs_.lstatSync)(source)) } };
}
function visitLink(tree, frame, name, path) {
    const written = reading(name, () => (0,external_node_fs_.readlinkSync)(path));
    const text = textInArchive({ path, name, text: written }, [tree.root, tree.alias]);
    if (text !== undefined)
        return { entry: { kind: 'link', name, text, stats: reading(name, () => (0,external_node_fs_.lstatSync)(path)) } };
    return walk_follow(tree, frame, name, path, written);
}
/** What a link out of the directory leads to takes its place. */
function walk_follow({ rules, confine }, frame, name, path, text) {
    const target = resolved(name, path, text);
    if (confine !== undefined && !isWithin(confine, target))
        throw confinedLink(name, target, confine);
    const stats = reading(name, () => (0,external_node_fs_.statSync)(target));
    if (stats.isFile())
        return { entry: { kind: 'file', name, path: target } };
    if (!stats.isDirectory())
        throw specialLink(name, target);
    const trail = [...frame.trail, (0,external_node_path_.dirname)(path)];
    if (trail.some(place => isWithin(target, place)))
        throw cyclicLink(name, target);
    // Terraform starts again with the rules here: a leading / means the top of the other directory.
    return { below: walk_open(target, `${name}/`, rules.root, trail) };
}
function resolved(name, path, text) {
    try {
        return (0,external_node_fs_.realpathSync)(path);
    }
    catch (error) {
        throw error instanceof Error && 'code' in error && error.code === 'ENOENT'
            ? deadLink(name, text, error)
            : unreadable(name, error);
    }
}
function walk_open(source, prefix, path, trail) {
    const items = reading(prefix || '.', () => (0,external_node_fs_.readdirSync)(source, { withFileTypes: true }));
    return { source, prefix, path, items: sorted(items), next: 0, trail };
}
/** By bytes, where UTF-16 has an order of its own beyond U+D7FF. */
function sorted(items) {
    const compare = items.some(({ name }) => /[\ud800-\udfff]/.test(name)) ? byBytes : byCodeUnits;
    return items.sort((a, b) => compare(a.name, b.name));
}
function byCodeUnits(a, b) {
    return a < b ? -1 : 1;
}
function byBytes(a, b) {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
/** The name in the archive. What isn't UTF-8 on the disk reads as U+FFFD, which is also a character of its own. */
function checked(frame, item) {
    const name = frame.prefix + item.name;
    if (!item.name.isWellFormed())
        throw badName(name);
    if (item.name.includes('\ufffd')) {
        const expected = Buffer.from(item.name);
        const names = reading(name, () => (0,external_node_fs_.readdirSync)(frame.source, { encoding: 'buffer' }));
        if (!names.some(found => found.equals(expected)))
            throw badName(name);
    }
    return name;
}

;// CONCATENATED MODULE: ./src/slug/pack.ts
/** A directory as the archive that Terraform would upload, made in a file: it is never whole in memory. */









const IGNORE_FILE = '.terraformignore';
const LARGEST = 5;
/** How long to go on without a look at signals and timers. */
const STRETCH_MS = 20;
/** Fails with an InputError that names the path at fault, or with the signal's reason; no archive is left then. */
async function pack(directory, { archive, signal, confine }) {
    signal?.throwIfAborted();
    const root = rootOf(directory);
    const { rules, isDefault, warnings } = readRules(root);
    const limit = confine === undefined ? undefined : (0,external_node_fs_.realpathSync)(confine);
    const file = await (0,promises_.open)(archive, 'wx', 0o600);
    const gzip = new GzipFile(file);
    let isWhole = false;
    try {
        const own = (0,external_node_fs_.realpathSync)(archive);
        const entries = walk({ root, alias: (0,external_node_path_.resolve)(directory), rules, confine: limit });
        const { files, largest } = await write(entries, new Tape(gzip, signal), own, signal);
        if (files === 0)
            throw isDefault ? empty(directory) : allExcluded(directory);
        isWhole = true;
        return { path: archive, bytes: gzip.bytes, files, warnings, largest };
    }
    finally {
        await gzip.settle();
        await file.close();
        if (!isWhole)
            await (0,promises_.rm)(archive);
    }
}
function rootOf(directory) {
    let root;
    try {
        root = (0,external_node_fs_.realpathSync)(directory);
    }
    catch (error) {
        throw missing(directory, error);
    }
    if (!(0,external_node_fs_.statSync)(root).isDirectory())
        throw notADirectory(directory);
    return root;
}
/** Only the file at the root counts. Where it can't be read, Terraform too goes on with its default rules. */
function readRules(root) {
    const path = (0,external_node_path_.join)(root, IGNORE_FILE);
    const stats = (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false });
    const isDefault = stats?.isFile() !== true;
    const rules = parseRules(isDefault ? undefined : reading(IGNORE_FILE, () => (0,external_node_fs_.readFileSync)(path, 'utf8')));
    const warnings = rules.invalid.map(line => `${IGNORE_FILE}: ${JSON.stringify(line)} is not a valid rule, and is passed over`);
    if (isDefault && stats !== undefined)
        warnings.push(`${IGNORE_FILE} is not a file: only Terraform's default rules apply`);
    return { rules, isDefault, warnings };
}
async function write(entries, tape, own, signal) {
    const largest = [];
    let files = 0;
    let rested = performance.now();
    for (const entry of entries) {
        if (performance.now() - rested > STRETCH_MS) {
            await (0,external_node_timers_promises_.setImmediate)();
            rested = performance.now();
        }
        signal?.throwIfAborted();
        if (entry === undefined || (entry.kind === 'file' && entry.path === own))
            continue;
        const bytes = await tape.add(entry);
        if (entry.kind !== 'directory' && entry.name !== IGNORE_FILE)
            files++;
        if (entry.kind === 'file')
            note(largest, { name: entry.name, bytes });
    }
    await tape.finish();
    return { files, largest };
}
function note(largest, file) {
    if (largest.length >= LARGEST && file.bytes <= (largest.at(-1)?.bytes ?? 0))
        return;
    largest.push(file);
    largest.sort((a, b) => b.bytes - a.bytes);
    largest.splice(LARGEST);
}

;// CONCATENATED MODULE: ./src/tfe/upload.ts



/** Upload URLs that are tried, each of a version of its own. */
const VERSIONS = 3;
/** Milliseconds that a version may take from the upload to `uploaded`. */
const PROCESSING = 300_000;
/** Where a version may still become `uploaded`. */
const UNFINISHED = ['pending', 'fetching', 'unknown'];
const FIRST_POLL = 250;
const LONGEST_POLL = 2_000;
/**
 * Creates a configuration version, uploads the archive to it, and waits until runs may use it.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions
 */
async function upload(tfe, { workspaceId, version, archive, sent, signal }) {
    for (let left = VERSIONS;; left--) {
        const created = await tfe.configurationVersions.create(workspaceId, version, { signal });
        const refusal = await deliver(tfe, created, archive, sent, signal);
        if (refusal === undefined)
            return uploaded(tfe, created.id, signal);
        if (left <= 1)
            throw refusal;
    }
}
/**
 * Uploads to one version. After a lost answer the version itself tells whether the archive arrived; the URL takes no second one.
 * Gives the refusal where this version's URL is of no use any more.
 */
async function deliver(tfe, { id, uploadUrl }, archive, sent, signal) {
    if (uploadUrl === undefined)
        return new Error(`configuration version ${id} came without an upload URL`);
    const retry = new Retry('repeatable');
    for (;;) {
        try {
            await putFile(tfe.http, uploadUrl, archive, sent, signal);
            return undefined;
        }
        catch (error) {
            if (!(error instanceof NetworkError || error instanceof ApiError))
                throw error;
            const refused = error instanceof ApiError && error.status < 500;
            // Too large, or not what it should be: another URL would refuse it as well.
            if (refused && [413, 422].includes(error.status))
                throw error;
            const { status } = await tfe.configurationVersions.read(id, { signal });
            if (status !== 'pending')
                return undefined;
            if (refused)
                return error;
            const delay = retry.next({ failure: 'unanswered' });
            if (delay === undefined)
                throw error;
            await tfe.http.connection.clock.sleep(delay, signal);
        }
    }
}
/** Waits until the service has looked at the archive: an answered upload is not yet a version that runs may use. */
async function uploaded(tfe, id, signal) {
    const { clock } = tfe.http.connection;
    const end = clock.now() + PROCESSING;
    for (let delay = FIRST_POLL;; delay = Math.min(LONGEST_POLL, delay * 2)) {
        const version = await tfe.configurationVersions.read(id, { signal });
        if (version.status === 'uploaded')
            return version;
        const why = `configuration version ${id} is ${version.status}`;
        if (!UNFINISHED.includes(version.status))
            throw new RunFailed(`${why}: ${version.errorMessage ?? 'the service does not say why'}`);
        if (clock.now() > end)
            throw new RunFailed(`${why}, ${PROCESSING / 60_000} minutes after its upload`);
        await clock.sleep(delay, signal);
    }
}

;// CONCATENATED MODULE: ./src/actions/configuration.ts






/** Milliseconds between two lines about an upload that takes long. */
const PROGRESS = 5_000;
/**
 * Packs a directory into an archive that is removed with its scope. Packing and `lookup` go on at the same time, and end together: what
 * fails first ends the other.
 */
async function packDirectory({ env, signal }, directory, lookup) {
    const temporary = await (0,promises_.mkdtemp)((0,external_node_path_.join)(env.RUNNER_TEMP ?? (0,external_node_os_.tmpdir)(), 'configuration-'));
    const remove = () => (0,promises_.rm)(temporary, { recursive: true, force: true });
    const abort = new AbortController();
    const confine = env.GITHUB_WORKSPACE;
    const packing = pack(directory, {
        archive: (0,external_node_path_.join)(temporary, 'configuration.tar.gz'),
        signal: AbortSignal.any([signal, abort.signal]),
        ...(confine !== undefined && { confine })
    });
    lookup.catch((error) => abort.abort(error));
    const [found, packed] = await Promise.allSettled([lookup, packing]);
    if (found.status === 'fulfilled' && packed.status === 'fulfilled') {
        return { archive: packed.value, [Symbol.asyncDispose]: remove };
    }
    await remove();
    throw found.status === 'rejected' ? found.reason : packed.reason;
}
/** Uploads an archive as a new configuration version of a workspace, and says how far it is. */
async function uploadArchive({ log, clock, signal }, tfe, workspace, archive, version) {
    for (const warning of archive.warnings)
        log.warning(warning);
    log.info(`Uploading ${archive.files} ${archive.files === 1 ? 'file' : 'files'} (${megabytes(archive.bytes)}) to the workspace ${workspace.name}.`);
    let said = clock.now();
    const sent = (bytes) => {
        if (clock.now() - said < PROGRESS)
            return;
        said = clock.now();
        log.info(`Uploaded ${megabytes(bytes)} of ${megabytes(archive.bytes)}.`);
    };
    try {
        return await upload(tfe, { workspaceId: workspace.id, version, archive, sent, signal });
    }
    catch (error) {
        if (ApiError.is(error, 413, 422))
            log.info(`The largest files are ${archive.largest.map(({ name, bytes }) => `${name} (${megabytes(bytes)})`).join(', ')}. What Terraform does not need can be left out by a .terraformignore file.`);
        throw error;
    }
}
const megabytes = (bytes) => bytes < 100_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

;// CONCATENATED MODULE: ./src/logs/render.ts
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
            return renderDiagnostic(event.diagnostic);
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
        ...(reason === undefined ? [] : [reason.replaceAll('_', ' ')])
    ];
    return `  ${mark} ${bold(address)} ${what}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}
/** Terraform's own way to show a diagnostic: the message, where it arose with the code there, the detail. */
function renderDiagnostic({ severity, summary, detail, address, range, snippet }) {
    const paint = severity === 'error' ? red : yellow;
    const lines = [`${paint(bold(severity === 'error' ? 'Error:' : 'Warning:'))} ${bold(summary)}`];
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
    return [paint('╷'), ...lines.map(line => `${paint('│')} ${line}`), paint('╵')];
}

;// CONCATENATED MODULE: ./src/actions/narrate.ts


const TITLES = { plan: 'Terraform plan', apply: 'Terraform apply' };
/** Tells the job's log what happens to a run, as it happens: each phase's log in a group of its own. */
async function narrate(events, log) {
    const diagnostics = [];
    let open;
    for (;;) {
        const { done, value } = await events.next();
        if (done === true) {
            log.endGroup();
            return { ...value, diagnostics };
        }
        if (value.kind === 'log') {
            if (open !== value.phase)
                log.group(TITLES[value.phase]);
            open = value.phase;
            diagnostics.push(...value.lines.flatMap(line => (line.kind === 'diagnostic' ? [line.diagnostic] : [])));
            log.remote(value.lines.flatMap(line => (isNews(value.phase, line.kind) ? render(line) : [])));
            continue;
        }
        log.endGroup();
        open = undefined;
        announce(value, log);
    }
}
/** An apply's log begins with what the plan's has said already. */
const isNews = (phase, kind) => phase === 'plan' || (kind !== 'change' && kind !== 'drift');
function announce(event, log) {
    switch (event.kind) {
        case 'status': {
            log.info(`Run: ${status_says(event.run.status)}`);
            return;
        }
        case 'confirmed': {
            log.info('Confirmed the plan.');
            return;
        }
        case 'trouble': {
            log.warning(event.message);
            return;
        }
        default:
            return event;
    }
}

;// CONCATENATED MODULE: ./src/actions/run-steps.ts
var run_steps_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var run_steps_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
        const { organization, workspace: name, configurationVersionId, directory } = inputs;
        const lookup = tfe.workspaces.readByName(organization, name, { signal: world.signal });
        if (configurationVersionId !== undefined)
            return { workspace: await lookup, configurationVersionId };
        const packed = run_steps_addDisposableResource(env_1, await packDirectory(world, directory, lookup), true);
        const workspace = await lookup;
        const version = { speculative: inputs.operation === 'plan', provisional: false, autoQueueRuns: false };
        const { id } = await uploadArchive(world, tfe, workspace, packed.archive, version);
        return { workspace, configurationVersionId: id };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = run_steps_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Creates the run. From then on it is this step's to end. */
async function begin(world, tfe, inputs, workspace, configurationVersionId) {
    const message = inputs.message ?? (await defaultMessage(world));
    world.signal.throwIfAborted();
    // A request that creates a run is not given up half-way: its answer names what has to be ended.
    const run = await tfe.runs.create({
        workspaceId: workspace.id,
        configurationVersionId,
        message,
        planOnly: inputs.operation === 'plan',
        savePlan: false,
        isDestroy: inputs.mode === 'destroy',
        refreshOnly: inputs.mode === 'refresh-only',
        refresh: inputs.refresh,
        allowEmptyApply: inputs.allowEmptyApply,
        targetAddrs: inputs.target,
        replaceAddrs: inputs.replace,
        variables: inputs.variables,
        terraformVersion: inputs.terraformVersion
    });
    saved.own(run.id);
    const url = `${inputs.connection.site}/app/${inputs.organization}/workspaces/${workspace.name}/runs/${run.id}`;
    world.log.info(`Run ${run.id}: ${url}`);
    return { run, url };
}
/** Follows the run to where the operation ends. A cancelled job's run is ended at once: there are seconds left. */
async function reach(world, tfe, inputs, run) {
    try {
        world.signal.throwIfAborted();
        const outcome = await narrate(follow(tfe, run, { operation: inputs.operation, signal: world.signal }), world.log);
        saved.release();
        return outcome;
    }
    catch (error) {
        if (world.signal.aborted) {
            world.log.endGroup();
            const stopped = await stop(tfe, run, 'The GitHub job was cancelled');
            world.log.info(`Run ${run.id}: ${stopped === 'left' ? 'was over already' : stopped}.`);
        }
        throw error;
    }
}
/** Sets what is known of a run as outputs. */
function tell(results, run, url) {
    const counts = run.apply?.additions === undefined ? run.plan : run.apply;
    results.set('run-id', run.id);
    results.set('run-url', url);
    results.set('run-status', run.status);
    results.set('configuration-version-id', run.configurationVersionId);
    results.set('plan-id', run.planId);
    results.set('apply-id', run.applyId);
    results.set('has-changes', run.plan?.hasChanges);
    results.set('resource-additions', counts?.additions);
    results.set('resource-changes', counts?.changes);
    results.set('resource-destructions', counts?.destructions);
    results.set('resource-imports', counts?.imports);
}
/** The state version whose outputs the step exports: the one that this run wrote, else the workspace's current one. */
async function whatRemains({ log, signal }, tfe, { ending, run }, workspace) {
    if (ending !== 'applied')
        log.info("The outputs are the workspace's current ones: nothing was applied.");
    const written = ending === 'applied' ? (run.apply?.stateVersionIds ?? []) : [];
    const versions = await Promise.all(written.map(id => tfe.stateVersions.read(id, { signal })));
    const newest = versions.toSorted((a, b) => (b.serial ?? 0) - (a.serial ?? 0))[0];
    return newest ?? tfe.stateVersions.readCurrent(workspace.id, { signal });
}
/** What a run is called where nobody said: what was committed, and where. */
async function defaultMessage({ env }) {
    const { GITHUB_SHA: commit = '', GITHUB_REPOSITORY: repository = '', GITHUB_WORKSPACE: checkout = '.' } = env;
    const subject = /^[0-9a-f]+$/.test(commit) ? await commitSubject(checkout, commit) : undefined;
    const place = [repository, commit.slice(0, 7)].filter(part => part !== '').join('@');
    const origin = place === '' ? 'GitHub Actions' : `GitHub Actions, ${place}`;
    return subject === undefined ? `Queued by ${origin}` : `${subject} (${origin})`;
}

;// CONCATENATED MODULE: ./src/run/outputs.ts

/** Milliseconds that the service may take to extract the outputs of a state it has accepted. */
const outputs_PROCESSING = 300_000;
const outputs_FIRST_POLL = 500;
const outputs_LONGEST_POLL = 5_000;
/** Requests for sensitive values at a time: far below the 30 a second that a user may make. */
const CONCURRENCY = 5;
/** Waits until the service has extracted what a state holds: before that its lists may be empty for no other reason. */
async function processed(tfe, first, signal) {
    const { clock } = tfe.http.connection;
    const end = clock.now() + outputs_PROCESSING;
    let stateVersion = first;
    for (let delay = outputs_FIRST_POLL; !stateVersion.resourcesProcessed; delay = Math.min(outputs_LONGEST_POLL, delay * 2)) {
        if (clock.now() > end) {
            throw new RunFailed(`state version ${first.id} was not processed within ${outputs_PROCESSING / 60_000} minutes: its outputs are not known`);
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

;// CONCATENATED MODULE: ./src/actions/run.ts










/** The outputs that action.yml declares. */
const OUTPUTS = [
    'run-id',
    'run-url',
    'run-status',
    'configuration-version-id',
    'plan-id',
    'apply-id',
    'state-version-id',
    'has-changes',
    'resource-additions',
    'resource-changes',
    'resource-destructions',
    'resource-imports',
    ...EXPORTS
];
/** The root action: a directory becomes a run, and the run outputs. */
const run_run = () => main(async (world) => {
    const inputs = runInputs(world.read, world.env);
    const tfe = connect(world, inputs.connection);
    const results = new Results(world.log, OUTPUTS);
    const { workspace, configurationVersionId } = await configure(world, tfe, inputs);
    results.set('configuration-version-id', configurationVersionId);
    const { run: begun, url } = await begin(world, tfe, inputs, workspace, configurationVersionId);
    tell(results, begun, url);
    if (!inputs.wait) {
        saved.release();
        return;
    }
    const outcome = await reach(world, tfe, inputs, begun);
    tell(results, outcome.run, url);
    const failed = failure(outcome, url);
    if (failed)
        throw failed;
    world.log.info(`${says(outcome)}.`);
    await exportOutputs(world, tfe, await whatRemains(world, tfe, outcome, workspace), inputs.exports, results);
});
/** After the job: ends the run that a cancelled or failed step left behind, and no other. */
const runPost = () => post(async (world) => {
    const runId = saved.owned();
    if (runId === undefined)
        return;
    const { connection } = runInputs(world.read, world.env);
    const tfe = connect(world, connection);
    const left = await tfe.runs.read(runId);
    const stopped = await stop(tfe, left, 'The GitHub job ended before this run did');
    world.log.info(stopped === 'left' ? `Run ${runId} is ${left.status}: nothing is left to end.` : `Run ${runId}: ${stopped}.`);
});
/** What the inputs may be, alone and together. */
const runInputs = (read, env) => parse(read, input => {
    const operation = input.choice('operation', ['plan', 'apply']);
    const mode = input.choice('mode', ['normal', 'destroy', 'refresh-only']);
    const inputs = {
        connection: connectionInputs(input, env),
        ...workspaceInputs(input, env),
        directory: input.text('directory') ?? env.GITHUB_WORKSPACE ?? '.',
        configurationVersionId: input.text('configuration-version-id'),
        operation,
        mode,
        message: input.text('message'),
        target: input.lines('target'),
        replace: input.lines('replace'),
        variables: variables(input),
        refresh: input.flag('refresh'),
        allowEmptyApply: input.flag('allow-empty-apply'),
        terraformVersion: input.text('terraform-version'),
        wait: input.flag('wait'),
        exports: exportInputs(input)
    };
    const conflicts = [
        [
            inputs.configurationVersionId !== undefined && input.text('directory') !== undefined,
            'directory',
            'no effect beside `configuration-version-id`, which is uploaded already: give one of them'
        ],
        [
            operation === 'apply' && inputs.terraformVersion !== undefined,
            'terraform-version',
            'for plans alone: leave it out, or set `operation` to plan'
        ],
        [
            operation === 'plan' && inputs.allowEmptyApply,
            'allow-empty-apply',
            'no effect beside `operation` plan, which applies nothing'
        ],
        [mode !== 'normal' && inputs.replace.length > 0, 'replace', `not possible beside \`mode\` ${mode}`],
        [
            mode === 'refresh-only' && !inputs.refresh,
            'refresh',
            'not false beside `mode` refresh-only, which does nothing else'
        ],
        [
            !inputs.wait && inputs.exports.prefix !== '',
            'output-prefix',
            'no effect beside `wait` false, which reads no outputs'
        ],
        [
            !inputs.wait && inputs.exports.sensitive === 'mask',
            'sensitive-outputs',
            'no effect beside `wait` false, which reads no outputs'
        ]
    ];
    for (const [conflict, name, problem] of conflicts)
        if (conflict)
            input.reject(name, problem);
    return inputs;
});
function variables(input) {
    const { variables: values, problems } = parseVariables(input.text('variables') ?? '');
    for (const problem of problems)
        input.reject('variables', problem);
    return values;
}


/***/ })

};
