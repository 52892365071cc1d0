export const id = 813;
export const ids = [813];
export const modules = {

/***/ 4175:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XW: () => (/* binding */ workspaceInputs),
/* harmony export */   eu: () => (/* binding */ connectionInputs)
/* harmony export */ });
/* unused harmony export tokenVariable */
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


/***/ }),

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

/***/ 4739:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ng: () => (/* binding */ connect),
  iW: () => (/* binding */ main),
  bE: () => (/* binding */ post)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./src/clock.ts

const systemClock = {
    now: () => Date.now(),
    async sleep(ms, signal) {
        signal?.throwIfAborted();
        try {
            await (0,promises_.setTimeout)(ms, undefined, signal && { signal });
        }
        catch (error) {
            signal?.throwIfAborted();
            throw error;
        }
    }
};

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
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

// EXTERNAL MODULE: ./src/github/inputs.ts
var inputs = __webpack_require__(5446);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 10 modules
var core = __webpack_require__(7264);
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

// EXTERNAL MODULE: ./src/github/signals.ts
var signals = __webpack_require__(3722);
// EXTERNAL MODULE: ./src/tfe/document.ts
var tfe_document = __webpack_require__(9876);
;// CONCATENATED MODULE: ./src/tfe/path.ts

/** A path below the API's base, in which every interpolated id is one segment: an id with a slash can't become another route. */
const path = (literals, ...ids) => literals.reduce((joined, literal, index) => `${joined}${segment(ids[index - 1] ?? '')}${literal}`);
/** An empty id would name the collection, and URL parsers walk up on dots, encoded or not. */
function segment(id) {
    if (/^\.{0,2}$/.test(id))
        throw new errors/* InputError */.dz([`"${id}" is not an id`]);
    return encodeURIComponent(id);
}

;// CONCATENATED MODULE: ./src/tfe/plans.ts


class Plans {
    #http;
    constructor(http) {
        this.#http = http;
    }
    async read(id, options) {
        return plan((0,tfe_document/* one */.xH)(await this.#http.get(path `/plans/${id}`, options)));
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
        return apply((0,tfe_document/* one */.xH)(await this.#http.get(path `/applies/${id}`, options)));
    }
}
const apply = (resource) => ({
    ...phase(resource),
    stateVersionIds: (0,tfe_document/* related */._2)(resource, 'state-versions')
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
        return configurationVersion((0,tfe_document/* one */.xH)(await this.#http.write('POST', route, body, { ...options, policy: 'repeatable' })));
    }
    async read(id, options) {
        return configurationVersion((0,tfe_document/* one */.xH)(await this.#http.get(path `/configuration-versions/${id}`, options)));
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

// EXTERNAL MODULE: ./src/json.ts
var src_json = __webpack_require__(8301);
;// CONCATENATED MODULE: ./src/tfe/errors.ts


/** The error that an answer's status and body stand for. */
const apiError = (request, status, body, credentials) => {
    const hint = credentials && hintFor(request.method, request.path, status, credentials);
    return new errors/* ApiError */.hD(request.method, request.path, status, problems(body), hint);
};
/**
 * The problems that an error document names. Older servers send strings in place of objects, and proxies send HTML or nothing.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs#response-codes
 */
function problems(body) {
    const json = tryParse(body);
    const errors = (0,src_json/* isObject */.G)(json) ? json.errors : undefined;
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
    if (!(0,src_json/* isObject */.G)(error))
        return undefined;
    const { title, detail, source } = error;
    const pointer = (0,src_json/* isObject */.G)(source) ? source.pointer : undefined;
    return {
        title: typeof title === 'string' ? title : 'error',
        ...(typeof detail === 'string' && detail !== '' && { detail }),
        ...(typeof pointer === 'string' && { pointer })
    };
}
function tryParse(text) {
    try {
        return (0,src_json/* parseJson */.q)(text);
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

// EXTERNAL MODULE: ./src/tfe/retry.ts
var tfe_retry = __webpack_require__(9455);
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
    /** Where a path of the API is. */
    url(path) {
        return new URL(this.connection.base.href + path);
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
        const url = this.url(path);
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
        const retry = new tfe_retry/* Retry */.f(exchange.policy);
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
                if (error instanceof errors/* ApiError */.hD || error instanceof errors/* InputError */.dz)
                    throw error;
                return { attempt: { failure: (0,tfe_retry/* failure */.V)(error) }, error: new errors/* NetworkError */.Dr(method, path, { cause: error }) };
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
    const found = text.trimStart().startsWith('{') ? (0,tfe_document/* document */.Al)((0,src_json/* parseJson */.q)(text)) : undefined;
    if (found === undefined)
        throw new Error(`${response.status} with ${type} and no JSON:API document`);
    return found;
}

;// CONCATENATED MODULE: ./src/tfe/cost-estimates.ts


class CostEstimates {
    #http;
    constructor(http) {
        this.#http = http;
    }
    async read(id, options) {
        return costEstimate((0,tfe_document/* one */.xH)(await this.#http.get(path `/cost-estimates/${id}`, options)));
    }
}
const costEstimate = ({ id, attributes }) => ({
    id,
    status: attributes.text('status') ?? 'unknown',
    errorMessage: attributes.text('error-message'),
    prior: attributes.text('prior-monthly-cost'),
    proposed: attributes.text('proposed-monthly-cost'),
    delta: attributes.text('delta-monthly-cost'),
    matched: attributes.count('matched-resources-count'),
    unmatched: attributes.count('unmatched-resources-count')
});

;// CONCATENATED MODULE: ./src/tfe/download.ts

const REDIRECTS = 5;
/** Milliseconds without a byte. */
const DEADLINE = 60_000;
/**
 * Reads what the API serves itself or redirects to storage: states, plans, configurations, the output of policies. The bearer token goes to
 * the API's own origin, and across no redirect. `path` is what errors call it.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions#download-a-state-version
 */
async function download(http, from, path, consume, signal) {
    let url = from;
    for (let hops = 0; hops <= REDIRECTS; hops++) {
        const first = hops === 0;
        const bearer = first && url.origin === http.connection.base.origin;
        const hop = await http.exchange({
            method: 'GET',
            url,
            path: first ? path : `${url.origin}/…`,
            headers: bearer ? { authorization: http.authorization } : {},
            policy: 'repeatable',
            deadline: DEADLINE,
            signal,
            accepts: status => status >= 200 && status < 400 && status !== 304,
            async consume(response, alive) {
                if (response.status < 300)
                    return { value: await consume(response, alive) };
                await response.arrayBuffer();
                const location = URL.parse(response.headers.get('location') ?? '', url.href);
                if (location === null)
                    throw new Error(`${response.status} without a place to go to`);
                return { to: location };
            }
        });
        if ('value' in hop)
            return hop.value;
        url = hop.to;
    }
    throw new errors/* NetworkError */.Dr('GET', path, { cause: new Error(`more than ${REDIRECTS} redirects`) });
}
/** The same, for what is text. Empty where there is nothing yet (204). */
const downloadText = (http, path, signal) => download(http, http.url(path), path, response => response.text(), signal);

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
        const pagination = new tfe_document/* Fields */.C8(meta).fields('pagination');
        const last = pagination.count('next-page') ?? pagination.count('total-pages') ?? 0;
        if (data.length === 0 || last <= page)
            return;
    }
}

;// CONCATENATED MODULE: ./src/tfe/policy-checks.ts



class PolicyChecks {
    #http;
    constructor(http) {
        this.#http = http;
    }
    async list(runId, options) {
        return (await Array.fromAsync(pages(this.#http, path `/runs/${runId}/policy-checks`, options))).map(policyCheck);
    }
    /** What Sentinel printed: the names of the policies and their results. Empty before there is any. */
    output(id, options) {
        return downloadText(this.#http, path `/policy-checks/${id}/output`, options?.signal);
    }
    override(id, comment, options) {
        return this.#http.act(path `/policy-checks/${id}/actions/override`, { comment }, options);
    }
}
function policyCheck({ id, attributes }) {
    const result = attributes.fields('result');
    return {
        id,
        status: attributes.text('status') ?? 'unknown',
        scope: attributes.text('scope'),
        passed: result.count('passed') ?? 0,
        advisoryFailed: result.count('advisory-failed') ?? 0,
        softFailed: result.count('soft-failed') ?? 0,
        hardFailed: result.count('hard-failed') ?? 0,
        overridable: attributes.fields('actions').flag('is-overridable') ?? false
    };
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
        return this.#complete(decode(await this.#http.get(path `/runs/${id}`, { ...options, query: { include: 'plan,apply' } })), options);
    }
    async #complete(run, options) {
        const [plan, apply] = await Promise.all([
            lacking(run.plan) && run.planId !== undefined ? new Plans(this.#http).read(run.planId, options) : run.plan,
            lacking(run.apply) && run.applyId !== undefined ? new Applies(this.#http).read(run.applyId, options) : run.apply
        ]);
        return { ...run, plan, apply };
    }
    /** A run, and the names that lead people to it. */
    async locate(id, options) {
        const document = await this.#http.get(path `/runs/${id}`, { ...options, query: { include: 'plan,apply,workspace' } });
        const workspace = (0,tfe_document/* includedOne */.pV)((0,tfe_document/* one */.xH)(document), 'workspace', document.included);
        return {
            run: await this.#complete(decode(document), options),
            organization: workspace && (0,tfe_document/* related */._2)(workspace, 'organization')[0],
            workspace: workspace?.attributes.text('name')
        };
    }
    /**
     * Runs of a workspace, the newest first, page by page. The list leaves out plan-only runs unless they are asked for, and may be read 30 times
     * a minute: it is not for polling.
     */
    async *list(workspaceId, filter, options) {
        const query = {
            'filter[operation]': filter.planOnly ? 'plan_only' : undefined,
            'filter[status]': filter.statuses?.join(',')
        };
        for await (const resource of pages(this.#http, path `/workspaces/${workspaceId}/runs`, { ...options, query })) {
            yield run(resource, []);
        }
    }
    /** Confirms the plan. 409 when the run does not wait for that, or not any more. */
    apply(id, comment, options) {
        return this.#http.act(path `/runs/${id}/actions/apply`, { comment }, options);
    }
    discard(id, comment, options) {
        return this.#http.act(path `/runs/${id}/actions/discard`, { comment }, options);
    }
    /** Ends a run that a cancel has not ended within its time. For administrators of the workspace. */
    forceCancel(id, comment, options) {
        return this.#http.act(path `/runs/${id}/actions/force-cancel`, { comment }, options);
    }
    /** Interrupts a plan or an apply as Ctrl-C does: Terraform ends what it is doing and writes its state. */
    cancel(id, comment, options) {
        return this.#http.act(path `/runs/${id}/actions/cancel`, { comment }, options);
    }
}
const lacking = (phase) => phase === undefined || (phase.status === 'running' && phase.logReadUrl === undefined);
const decode = (document) => run((0,tfe_document/* one */.xH)(document), document.included);
function run(resource, included) {
    const { id, attributes } = resource;
    const actions = attributes.fields('actions');
    const thePlan = (0,tfe_document/* includedOne */.pV)(resource, 'plan', included);
    const theApply = (0,tfe_document/* includedOne */.pV)(resource, 'apply', included);
    return {
        resource,
        id,
        status: attributes.text('status') ?? 'unknown',
        message: attributes.text('message'),
        hasChanges: attributes.flag('has-changes') ?? false,
        isPlanOnly: attributes.flag('plan-only') ?? false,
        isSavedPlan: attributes.flag('save-plan') ?? false,
        actions: {
            confirmable: actions.flag('is-confirmable') ?? false,
            cancelable: actions.flag('is-cancelable') ?? false,
            discardable: actions.flag('is-discardable') ?? false,
            forceCancelable: actions.flag('is-force-cancelable') ?? false
        },
        positionInQueue: attributes.count('position-in-queue'),
        mayApply: attributes.fields('permissions').flag('can-apply'),
        workspaceId: (0,tfe_document/* related */._2)(resource, 'workspace')[0],
        configurationVersionId: (0,tfe_document/* related */._2)(resource, 'configuration-version')[0],
        planId: (0,tfe_document/* related */._2)(resource, 'plan')[0],
        applyId: (0,tfe_document/* related */._2)(resource, 'apply')[0],
        costEstimateId: (0,tfe_document/* related */._2)(resource, 'cost-estimate')[0],
        policyCheckIds: (0,tfe_document/* related */._2)(resource, 'policy-checks'),
        taskStageIds: (0,tfe_document/* related */._2)(resource, 'task-stages'),
        plan: thePlan && plan(thePlan),
        apply: theApply && apply(theApply)
    };
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
        return output((0,tfe_document/* one */.xH)(await this.#http.get(path `/state-version-outputs/${id}`, options)));
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
        return stateVersion((0,tfe_document/* one */.xH)(await this.#http.get(path `/state-versions/${id}`, options)));
    }
    /** Undefined where the workspace has no state yet. */
    async readCurrent(workspaceId, options) {
        try {
            return stateVersion((0,tfe_document/* one */.xH)(await this.#http.get(path `/workspaces/${workspaceId}/current-state-version`, options)));
        }
        catch (error) {
            if (errors/* ApiError */.hD.is(error, 404))
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

;// CONCATENATED MODULE: ./src/tfe/task-stages.ts



class TaskStages {
    #http;
    constructor(http) {
        this.#http = http;
    }
    /** With its task results and policy evaluations. */
    async read(id, options) {
        const query = { include: 'task_results,policy_evaluations' };
        return taskStage(await this.#http.get(path `/task-stages/${id}`, { ...options, query }));
    }
    async outcomes(evaluationId, options) {
        const sets = pages(this.#http, path `/policy-evaluations/${evaluationId}/policy-set-outcomes`, options);
        return (await Array.fromAsync(sets)).flatMap(policyOutcomes);
    }
    override(id, comment, options) {
        return this.#http.act(path `/task-stages/${id}/actions/override`, { comment }, options);
    }
}
function taskStage(document) {
    const resource = (0,tfe_document/* one */.xH)(document);
    const { id, attributes } = resource;
    return {
        id,
        stage: attributes.text('stage') ?? 'unknown',
        status: attributes.text('status') ?? 'unknown',
        overridable: attributes.fields('actions').flag('is-overridable') ?? false,
        results: (0,tfe_document/* includedMany */.y3)(resource, 'task-results', document.included).map(taskResult),
        evaluations: (0,tfe_document/* includedMany */.y3)(resource, 'policy-evaluations', document.included).map(policyEvaluation)
    };
}
const taskResult = ({ id, attributes }) => ({
    id,
    name: attributes.text('task-name') ?? id,
    status: attributes.text('status') ?? 'unknown',
    message: attributes.text('message'),
    url: attributes.text('url'),
    enforcement: attributes.text('workspace-task-enforcement-level') ?? 'mandatory'
});
const policyEvaluation = ({ id, attributes }) => ({
    id,
    status: attributes.text('status') ?? 'unknown',
    kind: attributes.text('policy-kind') ?? 'unknown'
});
/** The outcomes of one policy set. Their keys have underscores, unlike everything around them. */
const policyOutcomes = ({ attributes }) => attributes.list('outcomes').map(json => {
    const outcome = new tfe_document/* Fields */.C8(json);
    return {
        set: attributes.text('policy-set-name') ?? '',
        policy: outcome.text('policy_name') ?? '',
        status: outcome.text('status') ?? 'unknown',
        enforcement: outcome.text('enforcement_level') ?? 'mandatory',
        description: outcome.text('description')
    };
});

;// CONCATENATED MODULE: ./src/tfe/workspaces.ts



class Workspaces {
    #http;
    constructor(http) {
        this.#http = http;
    }
    async readByName(organization, name, options) {
        const route = path `/organizations/${organization}/workspaces/${name}`;
        return workspace(await this.#http.get(route, { ...options, query: { include: 'locked_by' } }));
    }
    async read(id, options) {
        return workspace(await this.#http.get(path `/workspaces/${id}`, { ...options, query: { include: 'locked_by' } }));
    }
}
function workspace(document) {
    const resource = (0,tfe_document/* one */.xH)(document);
    const { id, attributes } = resource;
    const permissions = attributes.fields('permissions');
    return {
        id,
        name: attributes.text('name') ?? id,
        organization: (0,tfe_document/* related */._2)(resource, 'organization')[0],
        executionMode: attributes.text('execution-mode'),
        workingDirectory: attributes.text('working-directory'),
        locked: attributes.flag('locked') ?? false,
        lockedReason: attributes.text('locked-reason'),
        lockedBy: holder(resource, document.included),
        hasVcs: (0,src_json/* isObject */.G)(attributes.value('vcs-repo')),
        permissions: {
            queueRun: permissions.flag('can-queue-run'),
            queueApply: permissions.flag('can-queue-apply'),
            queueDestroy: permissions.flag('can-queue-destroy')
        }
    };
}
const HOLDERS = { runs: 'run', users: 'user', teams: 'team' };
function holder(of, included) {
    const [id] = (0,tfe_document/* related */._2)(of, 'locked-by');
    const kind = HOLDERS[(0,tfe_document/* relatedType */.ym)(of, 'locked-by') ?? ''];
    if (id === undefined || kind === undefined)
        return undefined;
    const attributes = (0,tfe_document/* includedOne */.pV)(of, 'locked-by', included)?.attributes;
    return { kind, id, name: attributes?.text('username') ?? attributes?.text('name') };
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
    costEstimates;
    policyChecks;
    taskStages;
    stateVersions;
    stateVersionOutputs;
    constructor(connection) {
        this.http = new Http(connection);
        this.workspaces = new Workspaces(this.http);
        this.configurationVersions = new ConfigurationVersions(this.http);
        this.runs = new Runs(this.http);
        this.plans = new Plans(this.http);
        this.applies = new Applies(this.http);
        this.costEstimates = new CostEstimates(this.http);
        this.policyChecks = new PolicyChecks(this.http);
        this.taskStages = new TaskStages(this.http);
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
        const cancellation = main_addDisposableResource(env_1, (0,signals/* listen */.K)(process), false);
        const { env } = process;
        try {
            await action({
                env,
                read: (0,inputs/* fromEnvironment */.AU)(env),
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
    const foreseen = [errors/* InputError */.dz, errors/* ApiError */.hD, errors/* NetworkError */.Dr, errors/* RunFailed */.fI, signals/* Cancelled */.c].some(kind => error instanceof kind);
    if (foreseen)
        return error.message;
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return `This is a defect of the action, please report it: ${text}`;
}


/***/ }),

/***/ 1947:
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
            return run.actions.confirmable ? confirmable(run, operation) : WAIT;
        case 'override':
            return end('needs-override');
        case 'ended':
            return end(ending(run, circumstances));
        default:
            return means;
    }
}
function confirmable(run, operation) {
    if (operation !== 'apply')
        return end('needs-confirmation');
    return run.mayApply === false ? end('may-not-apply') : { kind: 'confirm' };
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

;// CONCATENATED MODULE: ./src/logs/events.ts
/** Reads one line, without its end. A line that is no structured message is text. */
function parseLine(line) {
    const message = structured(line);
    return message === undefined ? { kind: 'text', text: line } : (meaning(message) ?? plain(message));
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

// EXTERNAL MODULE: ./src/tfe/blobs.ts
var blobs = __webpack_require__(5);
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
            return (0,blobs/* readSlice */.V)(tfe.http, this.#url ?? '', offset, limit, signal);
        });
    }
    /** What the run's latest reading says of the phase. Its URL may have been renewed. */
    update({ status, logReadUrl }) {
        this.#url = logReadUrl ?? this.#url;
        this.#phaseEnded = (0,run_status/* phaseEnded */.ET)(status);
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
    #confirmed = false;
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
        for (const phase of PHASES)
            while (this.#logs[phase].ending)
                yield* this.#readLog(phase);
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
    /** Confirms the plan, once. A conflict means that somebody decided meanwhile: the next reading tells what. */
    async *confirm(comment) {
        if (this.#confirmed)
            return;
        this.#confirmed = true;
        this.#news = true;
        try {
            await this.#tfe.runs.apply(this.#run.id, comment);
            yield { kind: 'confirmed' };
        }
        catch (error) {
            if (!errors/* ApiError */.hD.is(error, 409))
                throw error;
        }
    }
    async *#readLog(phase) {
        const log = this.#logs[phase];
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
    const { operation, expectNoChanges = false, comment, signal } = following;
    const watch = new Watch(tfe, first, signal);
    const limits = new Limits(tfe.http.connection.clock, following);
    for (let status;;) {
        yield* watch.restOfLogs();
        const { run } = watch;
        if (run.status !== status) {
            yield* watch.newFindings();
            yield { kind: 'status', run };
        }
        status = run.status;
        const { findings } = watch;
        const decision = decide(run, { operation, expectNoChanges, findings, late: limits.late(run) });
        if (decision.kind === 'end')
            return { ending: decision.ending, run, findings };
        if (decision.kind === 'confirm')
            yield* watch.confirm(comment);
        yield* watch.wait();
        yield* watch.readRun();
    }
}

// EXTERNAL MODULE: ./src/run/stop.ts
var stop = __webpack_require__(6941);
// EXTERNAL MODULE: ./src/actions/findings.ts
var actions_findings = __webpack_require__(9433);
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
        const { done, value: event } = await events.next();
        if (done === true) {
            log.endGroup();
            return { ...event, diagnostics };
        }
        if (event.kind === 'log') {
            if (open !== event.phase)
                log.group(TITLES[event.phase]);
            open = event.phase;
            diagnostics.push(...event.lines.flatMap(line => (line.kind === 'diagnostic' ? [line.diagnostic] : [])));
            log.remote(event.lines.filter(line => isNews(event.phase, line)).flatMap(render));
        }
        else {
            log.endGroup();
            open = undefined;
            announce(event, log);
        }
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
    const versions = await Promise.all(written.map(id => tfe.stateVersions.read(id, { signal })));
    const newest = versions.toSorted((a, b) => (b.serial ?? 0) - (a.serial ?? 0))[0];
    if (newest !== undefined || workspaceId === undefined)
        return newest;
    return tfe.stateVersions.readCurrent(workspaceId, { signal });
}


/***/ }),

/***/ 3916:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dr: () => (/* binding */ NetworkError),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   fI: () => (/* binding */ RunFailed),
/* harmony export */   hD: () => (/* binding */ ApiError),
/* harmony export */   ps: () => (/* binding */ causes)
/* harmony export */ });
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
function causes(error) {
    if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0)
        return error.errors;
    return error.cause === undefined ? [] : [error.cause];
}


/***/ }),

/***/ 5446:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AU: () => (/* binding */ fromEnvironment),
/* harmony export */   qg: () => (/* binding */ parse)
/* harmony export */ });
/* unused harmony export Inputs */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/** The runner's own way to pass inputs: https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputs */
const fromEnvironment = (env) => name => (env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim();
/** Builds an action's inputs. Throws one InputError that names every bad one. */
function parse(read, build) {
    const problems = [];
    const inputs = build(new Inputs(read, problem => problems.push(problem)));
    if (problems.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(problems);
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
    /** A text that must be there; `why` says what for. */
    required(name, why) {
        const value = this.text(name);
        if (value === undefined)
            this.reject(name, `missing: ${why}`);
        return value ?? '';
    }
    /** An id such as the API gives them, with or without the prefix that HCP Terraform puts before them. */
    id(name, prefix) {
        const value = this.text(name);
        if (value === undefined)
            this.reject(name, `missing: give an id, such as ${prefix}CZcmD7eagjhyX0vN`);
        else if (!/^[\w-]+$/.test(value))
            this.reject(name, `"${value}" is no id: those look like ${prefix}CZcmD7eagjhyX0vN`);
        return value ?? '';
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


/***/ }),

/***/ 5467:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ EXPORTS),
  n: () => (/* binding */ Results)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 10 modules
var core = __webpack_require__(7264);
// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
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
    return (0,json/* isObject */.G)(value) ? Object.values(value).flatMap(leaves) : [];
}
/** An output's text: strings as they are, everything else as compact JSON, in which numbers keep their digits. */
const formatOutput = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

;// CONCATENATED MODULE: ./src/github/results.ts




/** The outputs that hold Terraform's, and the state version that those are of. */
const EXPORTS = ['state-version-id', 'outputs', 'sensitive-outputs', 'outputs-file'];
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


/***/ }),

/***/ 6264:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ saved)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7264);

const STATE = 'run';
/**
 * What the post step knows: the run that this step has begun and not seen the end of. The runner keeps it as soon as it is written, also
 * when the step is killed.
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
    }
};


/***/ }),

/***/ 3722:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ listen),
/* harmony export */   c: () => (/* binding */ Cancelled)
/* harmony export */ });
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


/***/ }),

/***/ 8301:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ isObject),
/* harmony export */   q: () => (/* binding */ parseJson)
/* harmony export */ });
const parseJson = (text) => JSON.parse(text, (_key, value, { source }) => typeof value === 'number' && source !== undefined && String(value) !== source ? JSON.rawJSON(source) : value);
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);


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
            if (this.#isNews(cost))
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
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RunFailed */ .fI([`${says(outcome)}: ${url}`, ...saved, ...outcome.findings.filter(isFailed).map(sentence)].join('\n'));
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

/***/ 2615:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ET: () => (/* binding */ phaseEnded),
/* harmony export */   FA: () => (/* binding */ says),
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
/* harmony export */   U: () => (/* binding */ putFile),
/* harmony export */   V: () => (/* binding */ readSlice)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);

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
    const blob = await (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openAsBlob)(file.path);
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


/***/ }),

/***/ 9876:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Al: () => (/* binding */ document),
/* harmony export */   C8: () => (/* binding */ Fields),
/* harmony export */   _2: () => (/* binding */ related),
/* harmony export */   aB: () => (/* binding */ toJson),
/* harmony export */   pV: () => (/* binding */ includedOne),
/* harmony export */   xH: () => (/* binding */ one),
/* harmony export */   y3: () => (/* binding */ includedMany),
/* harmony export */   ym: () => (/* binding */ relatedType)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8301);

/** An object whose fields are read by kind; a field of another kind counts as absent. */
class Fields {
    json;
    constructor(json) {
        this.json = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(json) ? json : {};
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
function document(json) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(json) || json.data === undefined)
        return undefined;
    return { data: resources(json.data), included: resources(json.included), meta: json.meta };
}
const resources = (json) => (Array.isArray(json) ? json : [json]).filter(_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G).map(resource);
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
/** The type of the resource that a to-one relationship names. */
const relatedType = (of, name) => resources(new Fields(of.relationships[name]).value('data'))[0]?.type;
/** The resource that a to-one relationship names, as far as it was included. */
const includedOne = (of, name, included) => includedMany(of, name, included)[0];
/** The resources that a relationship names, as far as they were included. */
function includedMany(of, name, included) {
    const ids = related(of, name);
    return included.filter(({ id }) => ids.includes(id));
}
/** Attributes that hold a secret: whoever has such a URL needs no token. */
const SECRET = /^(upload|log-read)-url$|^(hosted|sanitized|encrypted)-.*-(upload|download)-url$/;
/** A resource as compact JSON in the API's own words, without the URLs that are secrets. */
const toJson = ({ id, type, attributes, relationships }) => JSON.stringify({
    id,
    type,
    attributes: Object.fromEntries(Object.entries(attributes.json).filter(([name]) => !SECRET.test(name))),
    relationships
});
/** The resource of a document that holds one. An answer without it is broken. */
function one({ data: [resource] }) {
    if (resource === undefined)
        throw new Error('the answer holds no resource');
    return resource;
}


/***/ }),

/***/ 9455:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ failure),
/* harmony export */   f: () => (/* binding */ Retry)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

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
function failure(error) {
    for (let at = error; Error.isError(at); at = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .causes */ .ps)(at)[0]) {
        const { code, syscall } = at;
        if (code !== undefined && CERTIFICATE.test(code))
            return 'hopeless';
        if (syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT')
            return 'unsent';
    }
    return 'unanswered';
}


/***/ })

};
