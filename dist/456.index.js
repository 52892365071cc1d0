export const id = 456;
export const ids = [456];
export const modules = {

/***/ 4175:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XW: () => (/* binding */ workspaceInputs),
/* harmony export */   eu: () => (/* binding */ connectionInputs),
/* harmony export */   gM: () => (/* binding */ organizationInput)
/* harmony export */ });
/* unused harmony export tokenVariable */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

const DEFAULT_HOST = 'app.terraform.io';
/** The inputs `hostname` and `token`, each with the environment variables that other tools read, and `ca-certificate`. */
function connectionInputs(input, env) {
    const site = hostname(input, env);
    const { token, source } = tokenFor(site, input, env);
    return {
        base: new URL(`${site.href.replace(/\/$/, '')}/api/v2`),
        site: site.href.replace(/\/$/, ''),
        token,
        tokenSource: source,
        authorities: authorities(input)
    };
}
/** The base64 between the lines of a certificate; secrets that were pasted in one line have blanks for line breaks. */
const CERTIFICATE = /-----BEGIN CERTIFICATE-----([\sA-Za-z0-9+/=]+)-----END CERTIFICATE-----/g;
function authorities(input) {
    const value = input.text('ca-certificate');
    if (value === undefined)
        return [];
    try {
        const found = [...value.matchAll(CERTIFICATE)].map(([, body = '']) => new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(Buffer.from(body, 'base64')).toString());
        if (found.length > 0 && found.length === value.split('-----BEGIN ').length - 1)
            return found;
    }
    catch {
        // What OpenSSL says of a bad one helps nobody.
    }
    input.reject('ca-certificate', 'it may be one or more certificates in PEM, whole, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, and no key. ' +
        'For a file, set the environment variable NODE_EXTRA_CA_CERTS to its path instead');
    return [];
}
/** The inputs `organization` and `workspace`, for actions that look a workspace up. */
const workspaceInputs = (input, env) => ({
    organization: organizationInput(input, env),
    workspace: required(input, 'workspace', env, 'TF_WORKSPACE')
});
/** The input `organization`, for actions that look at more than one workspace. */
const organizationInput = (input, env) => required(input, 'organization', env, 'TF_CLOUD_ORGANIZATION');
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

/***/ 2010:
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
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./src/github/proxy.ts

/**
 * The proxy that the environment asks for: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in capitals or not, read as curl reads them. In
 * `NO_PROXY` a host stands also for those below it, one with a port for that port alone, and `*` for all.
 * https://curl.se/docs/manpage.html#ENVIRONMENT
 */
function proxyFor(url, env) {
    const variable = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
    const value = either(env, variable);
    if (value === '' || isExempt(url, either(env, 'NO_PROXY')))
        return undefined;
    const proxy = URL.parse(value.includes('://') ? value : `http://${value}`);
    return { url: proxy !== null && ['http:', 'https:'].includes(proxy.protocol) ? proxy : undefined, variable };
}
const either = (env, name) => (env[name.toLowerCase()] ?? env[name] ?? '').trim();
function isExempt(url, exempt) {
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const port = url.port || (url.protocol === 'https:' ? '443' : '80');
    return exempt
        .toLowerCase()
        .split(/[\s,]+/)
        .some(entry => {
        if (entry === '*')
            return true;
        const [, given = '', only = port] = (0,external_node_net_.isIPv6)(entry)
            ? ['', entry]
            : (/^\[?([^\]]*?)\]?(?::(\d+))?$/.exec(entry) ?? []);
        const name = given.replace(/^\*?\./, '');
        return name !== '' && only === port && (host === name || host.endsWith(`.${name}`));
    });
}

;// CONCATENATED MODULE: ./src/github/fetch.ts


/**
 * The `fetch` that the environment and the inputs ask for: through proxies, trusting certificates beside those that Node trusts. Node's own
 * can't be told so in every Node 24 that runners have had (`tls.setDefaultCACertificates` came with 24.5): undici does it everywhere, and
 * is loaded only where it is needed.
 */
function fetchFor(env, authorities = []) {
    const dispatchers = new Map();
    return async (input, init) => {
        const url = new URL(input instanceof Request ? input.url : input);
        const proxy = proxyFor(url, env);
        try {
            if (proxy === undefined && authorities.length === 0)
                return await fetch(input, init);
            const dispatcher = dispatchers.get(proxy?.variable) ?? dispatch(proxy, authorities);
            dispatchers.set(proxy?.variable, dispatcher);
            const options = { ...init, dispatcher: await dispatcher };
            return (await (await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 6752, 19))).fetch(url, options));
        }
        catch (error) {
            throw explained(error, proxy);
        }
    };
}
/** What connects, and keeps connections for the next requests. */
async function dispatch(proxy, authorities) {
    const [{ Agent, ProxyAgent }, { getCACertificates }] = await Promise.all([Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 6752, 19)), Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 1692, 23))]);
    // `ca` takes the place of what Node trusts, so that has to be in it.
    const trust = authorities.length > 0 ? { ca: [...getCACertificates('default'), ...authorities] } : {};
    if (proxy === undefined)
        return new Agent({ connect: trust });
    const { url, variable } = proxy;
    if (url === undefined)
        throw new errors/* InputError */.dz([`the environment variable ${variable} is no proxy: write http://HOST:PORT`]);
    const token = url.username === '' ? {} : { token: `Basic ${credentials(url)}` };
    return new ProxyAgent({ uri: url.origin, ...token, proxyTls: trust, requestTls: trust });
}
const credentials = ({ username, password }) => Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64');
/** A percent sign that begins no escape stands for itself. */
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const UNTRUSTED = /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE)$/;
/** The errors that a person can mend, in words that say how. Their codes stay: they tell whether to try again. */
function explained(error, proxy) {
    for (let at = error; Error.isError(at); at = (0,errors/* causes */.ps)(at)[0]) {
        const { code = '', message } = at;
        const [, status] = /^Proxy response \((\d+)\)/.exec(message) ?? [];
        if (status !== undefined && proxy !== undefined)
            return refused(proxy, Number(status));
        if (UNTRUSTED.test(code)) {
            const why = `its certificate is not trusted here (${code}): where an authority of your own has signed it, ` +
                'give the certificate of that one as `ca-certificate`';
            return Object.assign(new Error(why), { code });
        }
    }
    return error;
}
/** A tunnel that a proxy did not open: nothing was sent through it. */
function refused({ url, variable }, status) {
    const answered = `the proxy ${url?.host ?? ''} (environment variable ${variable}) answered ${status}`;
    if (status >= 500)
        return Object.assign(new Error(answered), { syscall: 'connect' });
    const fix = status === 407
        ? 'it wants other credentials: write http://USER:PASSWORD@HOST:PORT'
        : 'it may not connect there: allow it to, or add the host to NO_PROXY';
    return Object.assign(new Error(`${answered}: ${fix}`), { code: 'ERR_PROXY_TUNNEL' });
}

// EXTERNAL MODULE: ./src/github/inputs.ts
var inputs = __webpack_require__(5446);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 10 modules
var core = __webpack_require__(7264);
;// CONCATENATED MODULE: ./src/github/log.ts


/**
 * A text in which the runner might find a command: which characters it breaks lines at, and passes over at their beginning, is for
 * .NET to say, not for us. actions/runner, ActionCommand.cs
 */
const COMMAND_LIKE = /::|##\[/;
/**
 * The job's log. What comes from elsewhere is printed while the runner has stopped to obey commands, so that no line of it
 * is one; our own commands are given after it was told to resume.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
 */
class Log {
    #masked = new Set();
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
        this.#masked.add(secret);
    }
    /** What this step has had masked. Masks don't reach what is sent elsewhere. */
    get masked() {
        return this.#masked;
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
// EXTERNAL MODULE: ./src/tfe/path.ts
var path = __webpack_require__(4194);
// EXTERNAL MODULE: ./src/tfe/download.ts
var download = __webpack_require__(7333);
;// CONCATENATED MODULE: ./src/tfe/plans.ts




/** Bytes of a plan that is still looked at. */
const LARGEST_JSON = 67_108_864;
class Plans {
    #http;
    constructor(http) {
        this.#http = http;
    }
    async read(id, options) {
        return plan((0,tfe_document/* one */.xH)(await this.#http.get((0,path/* path */.A) `/plans/${id}`, options)));
    }
    /**
     * The plan as JSON: without sensitive values where the server has that, else whole where the token may read it (administrators may).
     * Undefined where there is neither, and where it is too large to be looked at.
     */
    async json(id, options) {
        const redacted = await this.#output((0,path/* path */.A) `/plans/${id}/json-output-redacted`, options);
        if (redacted !== undefined)
            return { text: redacted, redacted: true };
        const whole = await this.#output((0,path/* path */.A) `/plans/${id}/json-output`, options);
        return whole === undefined ? undefined : { text: whole, redacted: false };
    }
    /** Not every server, version of Terraform and token has every output, which is no failure. */
    async #output(route, options) {
        try {
            const text = await (0,download/* downloadText */.m)(this.#http, route, LARGEST_JSON, options?.signal);
            return text === '' ? undefined : text;
        }
        catch (error) {
            if (errors/* ApiError */.hD.is(error, 401, 403, 404, 422))
                return undefined;
            throw error;
        }
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
        return apply((0,tfe_document/* one */.xH)(await this.#http.get((0,path/* path */.A) `/applies/${id}`, options)));
    }
}
const apply = (resource) => ({
    ...phase(resource),
    stateVersionIds: (0,tfe_document/* related */._2)(resource, 'state-versions')
});

// EXTERNAL MODULE: ./src/tfe/body.ts
var tfe_body = __webpack_require__(1081);
// EXTERNAL MODULE: ./src/tfe/configuration-versions.ts
var configuration_versions = __webpack_require__(1161);
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
        .split(/<(?=style|script)/i)
        .map(part => part.replace(/^s(tyle|cript)[^]*?(<\/s(tyle|cript)>|$)/i, ' '))
        .join('')
        .replace(/<[^<>]*>/g, ' ')
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
/** Bytes of an error's body that are read: more is no message. */
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
        return this.#api('POST', path, body, tfe_body/* discard */.vf, options);
    }
    #api(method, path, body, consume, { query = {}, signal, policy = method === 'GET' ? 'repeatable' : 'once', deadline = API_DEADLINE } = {}) {
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
            deadline,
            signal,
            consume
        });
    }
    /** Sends a request until it is answered, as often as its policy allows. */
    async exchange(exchange) {
        const retry = new tfe_retry/* Retry */.fz(exchange.policy);
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
                const said = (await (0,tfe_body/* bodyOf */.EN)(response, ERROR_BODY)).bytes.toString();
                const text = credentials === undefined ? withoutSecret(said, url) : said;
                const error = apiError({ method, path }, response.status, text, credentials);
                return { attempt: response, error };
            }
            catch (error) {
                signal?.throwIfAborted();
                if (error instanceof errors/* ApiError */.hD || error instanceof errors/* InputError */.dz || error instanceof errors/* RunFailed */.fI)
                    throw error;
                return { attempt: { failure: (0,tfe_retry/* failure */.V2)(error) }, error: new errors/* NetworkError */.Dr(method, path, { cause: error }) };
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
/** A URL that needs no token is a secret, and servers like to repeat what they were asked for. */
const withoutSecret = (text, { pathname, search }) => [pathname + search, search.slice(1), pathname]
    .filter(secret => secret.length > 1)
    .reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
/** An answer that is no document, such as a proxy's page, is no answer. */
async function readDocument(response) {
    const text = await (0,tfe_body/* documentText */.ZH)(response);
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
        return costEstimate((0,tfe_document/* one */.xH)(await this.#http.get((0,path/* path */.A) `/cost-estimates/${id}`, options)));
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

// EXTERNAL MODULE: ./src/tfe/pages.ts
var pages = __webpack_require__(701);
;// CONCATENATED MODULE: ./src/tfe/policy-checks.ts



/** Bytes of what Sentinel prints that are still looked at. */
const LARGEST_OUTPUT = 1_048_576;
class PolicyChecks {
    #http;
    constructor(http) {
        this.#http = http;
    }
    async list(runId, options) {
        return (await Array.fromAsync((0,pages/* pages */.Bd)(this.#http, (0,path/* path */.A) `/runs/${runId}/policy-checks`, options))).map(policyCheck);
    }
    /** What Sentinel printed: the names of the policies and their results. Empty before there is any. */
    output(id, options) {
        return (0,download/* downloadText */.m)(this.#http, (0,path/* path */.A) `/policy-checks/${id}/output`, LARGEST_OUTPUT, options?.signal);
    }
    override(id, comment, options) {
        return this.#http.act((0,path/* path */.A) `/policy-checks/${id}/actions/override`, { comment }, options);
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

;// CONCATENATED MODULE: ./src/tfe/projects.ts


class Projects {
    #http;
    constructor(http) {
        this.#http = http;
    }
    /** Undefined where there is none of that name, or none that the token may see. */
    async findByName(organization, name, options) {
        const query = { 'filter[names]': name };
        for await (const { id, attributes } of (0,pages/* pages */.Bd)(this.#http, (0,path/* path */.A) `/organizations/${organization}/projects`, {
            ...options,
            query
        })) {
            if (attributes.text('name') === name)
                return { id, name };
        }
        return undefined;
    }
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
        return this.#complete(decode(await this.#http.get((0,path/* path */.A) `/runs/${id}`, { ...options, query: { include: 'plan,apply' } })), options);
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
        const document = await this.#http.get((0,path/* path */.A) `/runs/${id}`, { ...options, query: { include: 'plan,apply,workspace' } });
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
        for await (const resource of (0,pages/* pages */.Bd)(this.#http, (0,path/* path */.A) `/workspaces/${workspaceId}/runs`, { ...options, query })) {
            yield run(resource, []);
        }
    }
    /** Confirms the plan. 409 when the run does not wait for that, or not any more. */
    apply(id, comment, options) {
        return this.#http.act((0,path/* path */.A) `/runs/${id}/actions/apply`, { comment }, options);
    }
    discard(id, comment, options) {
        return this.#http.act((0,path/* path */.A) `/runs/${id}/actions/discard`, { comment }, options);
    }
    /** Ends a run that a cancel has not ended within its time. For administrators of the workspace. */
    forceCancel(id, comment, options) {
        return this.#http.act((0,path/* path */.A) `/runs/${id}/actions/force-cancel`, { comment }, options);
    }
    /** Interrupts a plan or an apply as Ctrl-C does: Terraform ends what it is doing and writes its state. */
    cancel(id, comment, options) {
        return this.#http.act((0,path/* path */.A) `/runs/${id}/actions/cancel`, { comment }, options);
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

// EXTERNAL MODULE: ./src/tfe/state-version-outputs.ts
var state_version_outputs = __webpack_require__(1066);
// EXTERNAL MODULE: ./src/tfe/state-versions.ts
var state_versions = __webpack_require__(8984);
;// CONCATENATED MODULE: ./src/tfe/task-stages.ts



class TaskStages {
    #http;
    constructor(http) {
        this.#http = http;
    }
    /** With its task results and policy evaluations. */
    async read(id, options) {
        const query = { include: 'task_results,policy_evaluations' };
        return taskStage(await this.#http.get((0,path/* path */.A) `/task-stages/${id}`, { ...options, query }));
    }
    async outcomes(evaluationId, options) {
        const sets = (0,pages/* pages */.Bd)(this.#http, (0,path/* path */.A) `/policy-evaluations/${evaluationId}/policy-set-outcomes`, options);
        return (await Array.fromAsync(sets)).flatMap(policyOutcomes);
    }
    override(id, comment, options) {
        return this.#http.act((0,path/* path */.A) `/task-stages/${id}/actions/override`, { comment }, options);
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
        const route = (0,path/* path */.A) `/organizations/${organization}/workspaces/${name}`;
        return workspace(await this.#http.get(route, { ...options, query: { include: 'locked_by' } }));
    }
    /** The workspaces of an organization that a filter lets through, by name. */
    async *list(organization, filter, options) {
        const pairs = filter.tags.filter(({ value }) => value !== undefined);
        const query = {
            sort: 'name',
            'search[wildcard-name]': filter.name,
            'filter[project][id]': filter.projectId,
            'search[tags]': filter.tags.flatMap(({ key, value }) => (value === undefined ? [key] : [])).join(',') || undefined,
            ...Object.fromEntries(pairs.flatMap(({ key, value }, index) => [
                [`filter[tagged][${index}][key]`, key],
                [`filter[tagged][${index}][value]`, value]
            ]))
        };
        const listed = (0,pages/* pages */.Bd)(this.#http, (0,path/* path */.A) `/organizations/${organization}/workspaces`, { ...options, query });
        for await (const resource of listed)
            yield workspaceOf(resource, []);
    }
    async read(id, options) {
        return workspace(await this.#http.get((0,path/* path */.A) `/workspaces/${id}`, { ...options, query: { include: 'locked_by' } }));
    }
    /** 409 where it is locked already, by whomever. */
    lock(id, reason, options) {
        return this.#http.act((0,path/* path */.A) `/workspaces/${id}/actions/lock`, { reason }, options);
    }
    /** Of whatever lock the token's user or team holds there, its reason unseen. */
    unlock(id, options) {
        return this.#http.act((0,path/* path */.A) `/workspaces/${id}/actions/unlock`, undefined, options);
    }
}
const workspace = (document) => workspaceOf((0,tfe_document/* one */.xH)(document), document.included);
function workspaceOf(resource, included) {
    const { id, attributes } = resource;
    const permissions = attributes.fields('permissions');
    return {
        id,
        name: attributes.text('name') ?? id,
        organization: (0,tfe_document/* related */._2)(resource, 'organization')[0],
        executionMode: attributes.text('execution-mode'),
        workingDirectory: attributes.text('working-directory'),
        triggerPrefixes: attributes.list('trigger-prefixes').filter(prefix => typeof prefix === 'string'),
        locked: attributes.flag('locked') ?? false,
        lockedReason: attributes.text('locked-reason'),
        lockedBy: holder(resource, included),
        hasVcs: (0,src_json/* isObject */.G)(attributes.value('vcs-repo')),
        permissions: {
            queueRun: permissions.flag('can-queue-run'),
            queueApply: permissions.flag('can-queue-apply'),
            queueDestroy: permissions.flag('can-queue-destroy'),
            lock: permissions.flag('can-lock'),
            unlock: permissions.flag('can-unlock'),
            createStateVersions: permissions.flag('can-create-state-versions'),
            readStateVersions: permissions.flag('can-read-state-versions'),
            readStateOutputs: permissions.flag('can-read-state-outputs')
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
    projects;
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
        this.configurationVersions = new configuration_versions/* ConfigurationVersions */.e(this.http);
        this.projects = new Projects(this.http);
        this.runs = new Runs(this.http);
        this.plans = new Plans(this.http);
        this.applies = new Applies(this.http);
        this.costEstimates = new CostEstimates(this.http);
        this.policyChecks = new PolicyChecks(this.http);
        this.taskStages = new TaskStages(this.http);
        this.stateVersions = new state_versions/* StateVersions */.n(this.http);
        this.stateVersionOutputs = new state_version_outputs/* StateVersionOutputs */.k(this.http);
    }
    /** What the server calls itself, such as `HCP Terraform` or `Terraform Enterprise`; some say nothing. */
    product() {
        return this.http.exchange({
            method: 'GET',
            url: this.http.url('/ping'),
            path: '/ping',
            headers: { authorization: this.http.authorization },
            policy: 'repeatable',
            deadline: 30_000,
            accepts: () => true,
            consume: async (response) => {
                await (0,tfe_body/* discard */.vf)(response);
                return response.headers.get('tfp-appname') ?? undefined;
            }
        });
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
const main = (action, outside) => inTheRunner(action, (log, error) => log.fail(describe(error)), outside);
/** Runs what comes after the job. Cleaning up never fails a job: it warns. */
const post = (action, outside) => inTheRunner(action, (log, error) => log.warning(describe(error)), outside);
async function inTheRunner(action, failed, outside = {}) {
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
                clock: outside.clock ?? systemClock,
                fetch: outside.fetch ?? fetchFor(env),
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
function connect({ log, env, fetch, clock }, { authorities, ...connection }) {
    log.mask(connection.token);
    return new Tfe({ ...connection, fetch: authorities.length === 0 ? fetch : fetchFor(env, authorities), clock });
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
    /** A whole number above 0. */
    count(name) {
        const value = this.text(name);
        if (value !== undefined && !/^[1-9]\d{0,8}$/.test(value))
            this.reject(name, `"${value}" is no whole number above 0`);
        return value === undefined ? undefined : Number(value);
    }
    /** One or more of some words, one a line. */
    choices(name, choices) {
        return this.lines(name).flatMap(line => {
            const found = choices.find(choice => choice === line);
            if (found === undefined)
                this.reject(name, `"${line}" is none of ${choices.join(', ')}`);
            return found ?? [];
        });
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

function parseJson(text) {
    if (isTooDeep(text))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RunFailed */ .fI(`JSON that is nested more than ${DEEPEST} levels deep is not read.`);
    return JSON.parse(text, (_key, value, { source }) => typeof value === 'number' && source !== undefined && String(value) !== source ? JSON.rawJSON(source) : value);
}
/** Whoever walks through a value does so by recursion: far beyond any real value, and far below the stack's end. */
const DEEPEST = 1_000;
/** Looks at the text, since by the time that there is a value, the stack may have overflowed. */
function isTooDeep(text) {
    let depth = 0;
    for (let at = 0; at < text.length; at++) {
        const character = text.charCodeAt(at);
        if (character === QUOTE)
            at = endOfString(text, at);
        else if (character === BRACKET || character === BRACE)
            depth++;
        else if (character === BRACKET + 2 || character === BRACE + 2)
            depth--;
        if (depth > DEEPEST)
            return true;
    }
    return false;
}
const QUOTE = 0x22;
const BRACKET = 0x5b;
const BRACE = 0x7b;
/** Where the string that begins at `start` ends: at the next quote with an even number of backslashes before it. */
function endOfString(text, start) {
    for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
        let backslashes = 0;
        while (text[end - 1 - backslashes] === '\\')
            backslashes++;
        if (backslashes % 2 === 0)
            return end;
    }
    return text.length;
}
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);


/***/ }),

/***/ 1081:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EN: () => (/* binding */ bodyOf),
/* harmony export */   ZH: () => (/* binding */ documentText),
/* harmony export */   vf: () => (/* binding */ discard)
/* harmony export */ });
/** What a document of the API may have: a hundred thousand outputs have a tenth of it. */
const LARGEST_DOCUMENT = 256 * 2 ** 20;
/** What is read of a body that has nothing to say: all of it leaves the connection free for the next request. */
const LARGEST_NOTHING = 65_536;
/** Reads at most so many bytes, and calls `alive` for each piece. */
async function bodyOf(response, most, alive = () => undefined) {
    const chunks = [];
    let left = most;
    for await (const chunk of (response.body ?? [])) {
        alive();
        chunks.push(chunk.subarray(0, left));
        left -= chunk.byteLength;
        if (left < 0)
            return { bytes: Buffer.concat(chunks), isWhole: false };
    }
    return { bytes: Buffer.concat(chunks), isWhole: true };
}
/** The text of a document. */
async function documentText(response) {
    const { bytes, isWhole } = await bodyOf(response, LARGEST_DOCUMENT);
    if (!isWhole)
        throw new Error(`${response.status} with more than ${LARGEST_DOCUMENT / 2 ** 20} MiB`);
    return bytes.toString();
}
const discard = async (response) => {
    await bodyOf(response, LARGEST_NOTHING);
};


/***/ }),

/***/ 1161:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ ConfigurationVersions),
/* harmony export */   o: () => (/* binding */ archivePath)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9876);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(701);
/* harmony import */ var _path_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4194);




class ConfigurationVersions {
    #http;
    constructor(http) {
        this.#http = http;
    }
    /** Those of a workspace, newest first, page by page, of which `count` will be looked at. */
    async *list(workspaceId, count = 100, options) {
        const route = (0,_path_js__WEBPACK_IMPORTED_MODULE_3__/* .path */ .A) `/workspaces/${workspaceId}/configuration-versions`;
        const query = { 'page[size]': (0,_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .pageSize */ .T0)(count) };
        for await (const resource of (0,_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .pages */ .Bd)(this.#http, route, { ...options, query }))
            yield configurationVersion(resource);
    }
    /** Repeatable: a version that nothing is uploaded to does nothing. */
    async create(workspaceId, version, options) {
        const attributes = {
            'auto-queue-runs': version.autoQueueRuns,
            speculative: version.speculative,
            provisional: version.provisional
        };
        const body = { data: { type: 'configuration-versions', attributes } };
        const route = (0,_path_js__WEBPACK_IMPORTED_MODULE_3__/* .path */ .A) `/workspaces/${workspaceId}/configuration-versions`;
        return configurationVersion((0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .one */ .xH)(await this.#http.write('POST', route, body, { ...options, policy: 'repeatable' })));
    }
    async read(id, options) {
        return configurationVersion((0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .one */ .xH)(await this.#http.get((0,_path_js__WEBPACK_IMPORTED_MODULE_3__/* .path */ .A) `/configuration-versions/${id}`, options)));
    }
    /** The commit that a version is of. Undefined for one that was uploaded, and on servers that know no commits. */
    async ingressAttributes(id, options) {
        try {
            return (await this.#http.get((0,_path_js__WEBPACK_IMPORTED_MODULE_3__/* .path */ .A) `/configuration-versions/${id}/ingress-attributes`, options)).data[0];
        }
        catch (error) {
            if (_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD.is(error, 404))
                return undefined;
            throw error;
        }
    }
    /** Discards the archive. 409 where it is in use, current, or came from a repository. */
    archive(id, options) {
        return this.#http.act((0,_path_js__WEBPACK_IMPORTED_MODULE_3__/* .path */ .A) `/configuration-versions/${id}/actions/archive`, undefined, options);
    }
    /** Terraform Enterprise alone knows this; HCP Terraform answers 404. */
    changeBackingData(id, action, options) {
        const route = (0,_path_js__WEBPACK_IMPORTED_MODULE_3__/* .path */ .A) `/configuration-versions/${id}/actions/`;
        return this.#http.act(`${route}${action}_backing_data`, undefined, options);
    }
}
/** Where the archive of a version is, or of the version that a run is of. */
const archivePath = (of) => 'id' in of ? (0,_path_js__WEBPACK_IMPORTED_MODULE_3__/* .path */ .A) `/configuration-versions/${of.id}/download` : (0,_path_js__WEBPACK_IMPORTED_MODULE_3__/* .path */ .A) `/runs/${of.runId}/configuration-version/download`;
function configurationVersion(resource) {
    const { id, attributes } = resource;
    return {
        resource,
        id,
        status: attributes.text('status') ?? 'unknown',
        uploadUrl: attributes.text('upload-url'),
        speculative: attributes.flag('speculative') ?? false,
        errorMessage: attributes.text('error-message') ?? attributes.text('error'),
        isOfCommit: (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .related */ ._2)(resource, 'ingress-attributes').length > 0
    };
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
/** Undefined where `json` is no document. Some servers send a resource without the document around it. */
function document(json) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(json))
        return undefined;
    if (json.data === undefined) {
        const isBare = typeof json.id === 'string' && typeof json.type === 'string';
        return isBare ? { data: [resource(json)], included: [], meta: undefined } : undefined;
    }
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
    const ids = new Set(related(of, name));
    return included.filter(({ id }) => ids.has(id));
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

/***/ 7333:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ download),
/* harmony export */   m: () => (/* binding */ downloadText)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _body_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1081);


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
                await (0,_body_js__WEBPACK_IMPORTED_MODULE_1__/* .discard */ .vf)(response);
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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .NetworkError */ .Dr('GET', path, { cause: new Error(`more than ${REDIRECTS} redirects`) });
}
/** The same, for what is text. Empty where there is nothing yet (204), and where there is more of it than `most` bytes. */
const downloadText = (http, path, most, signal) => download(http, http.url(path), path, async (response, alive) => {
    const { bytes, isWhole } = await (0,_body_js__WEBPACK_IMPORTED_MODULE_1__/* .bodyOf */ .EN)(response, most, alive);
    return isWhole ? bytes.toString() : '';
}, signal);


/***/ }),

/***/ 701:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $1: () => (/* binding */ first),
/* harmony export */   Bd: () => (/* binding */ pages),
/* harmony export */   T0: () => (/* binding */ pageSize)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9876);


/** The most that the API gives at once. */
const PAGE_SIZE = 100;
/** A list that says of each page that another one follows is not followed for ever. */
const MOST_PAGES = 20_000;
/**
 * The resources of a list, one page after another as they are asked for. A list without pagination data is one page, however it is
 * asked for. https://developer.hashicorp.com/terraform/cloud-docs/api-docs#pagination
 */
async function* pages(http, path, options = {}) {
    for (let page = 1;; page++) {
        const query = { ...options.query, 'page[number]': page, 'page[size]': options.query?.['page[size]'] ?? PAGE_SIZE };
        const { data, meta } = await http.get(path, { ...options, query });
        yield* data;
        const pagination = new _document_js__WEBPACK_IMPORTED_MODULE_1__/* .Fields */ .C8(meta).fields('pagination');
        const last = pagination.count('next-page') ?? pagination.count('total-pages') ?? 0;
        if (data.length === 0 || last <= page)
            return;
        if (page >= MOST_PAGES)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RunFailed */ .fI(`GET ${path}: the list does not end: there are more than ${MOST_PAGES} pages.`);
    }
}
/** The size of a page for whoever wants so many. */
const pageSize = (count) => Math.min(count, PAGE_SIZE);
/** So many of a list, and no page beyond them. */
async function first(list, count) {
    const found = [];
    for await (const item of list) {
        found.push(item);
        if (found.length >= count)
            break;
    }
    return found;
}


/***/ }),

/***/ 4194:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ path)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/** A path below the API's base, in which every interpolated id is one segment: an id with a slash can't become another route. */
const path = (literals, ...ids) => literals.reduce((joined, literal, index) => `${joined}${segment(ids[index - 1] ?? '')}${literal}`);
/** An empty id would name the collection, and URL parsers walk up on dots, encoded or not. */
function segment(id) {
    if (/^\.{0,2}$/.test(id))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz([`"${id}" is not an id`]);
    return encodeURIComponent(id);
}


/***/ }),

/***/ 9455:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V2: () => (/* binding */ failure),
/* harmony export */   VH: () => (/* binding */ mayBeDone),
/* harmony export */   fz: () => (/* binding */ Retry)
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
/** Codes of what asking again does not mend: certificates (https://nodejs.org/api/tls.html#x509-certificate-error-codes), a proxy's no. */
const HOPELESS = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|CRL|ERR_PROXY/;
/** Tells from an error of `fetch` how far the request came. */
function failure(error) {
    for (let at = error; Error.isError(at); at = (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .causes */ .ps)(at)[0]) {
        const { code, syscall } = at;
        if (code !== undefined && HOPELESS.test(code))
            return 'hopeless';
        if (syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT')
            return 'unsent';
    }
    return 'unanswered';
}
/** Whether a write may have been done although it failed. */
const mayBeDone = (error) => error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .NetworkError */ .Dr || (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD && error.status >= 500);


/***/ }),

/***/ 1066:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ output),
/* harmony export */   k: () => (/* binding */ StateVersionOutputs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9876);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(701);
/* harmony import */ var _path_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4194);




class StateVersionOutputs {
    #http;
    constructor(http) {
        this.#http = http;
    }
    /** All outputs of a state version, page by page. Sensitive values are withheld. */
    async *list(stateVersionId, options) {
        for await (const resource of (0,_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .pages */ .Bd)(this.#http, (0,_path_js__WEBPACK_IMPORTED_MODULE_3__/* .path */ .A) `/state-versions/${stateVersionId}/outputs`, options)) {
            yield output(resource);
        }
    }
    /**
     * The outputs of a workspace's current state, for tokens that may read those and no state version. Undefined where there is no state.
     * The service neither pages this list nor reveals sensitive values in it.
     */
    async readCurrent(workspaceId, options) {
        try {
            const route = (0,_path_js__WEBPACK_IMPORTED_MODULE_3__/* .path */ .A) `/workspaces/${workspaceId}/current-state-version-outputs`;
            return (await this.#http.get(route, options)).data.map(output);
        }
        catch (error) {
            if (_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD.is(error, 404))
                return undefined;
            throw error;
        }
    }
    /** One output, with its value also where it is sensitive. */
    async read(id, options) {
        return output((0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .one */ .xH)(await this.#http.get((0,_path_js__WEBPACK_IMPORTED_MODULE_3__/* .path */ .A) `/state-version-outputs/${id}`, options)));
    }
}
const output = ({ id, attributes }) => ({
    id,
    name: attributes.text('name') ?? '',
    sensitive: attributes.flag('sensitive') ?? false,
    value: attributes.value('value') ?? null
});


/***/ }),

/***/ 8984:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ StateVersions),
/* harmony export */   u: () => (/* binding */ WITH_OUTPUTS)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9876);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(701);
/* harmony import */ var _path_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4194);
/* harmony import */ var _state_version_outputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1066);





/** Asks for the outputs of a state version in the same answer. */
const WITH_OUTPUTS = { query: { include: 'outputs' } };
/** Milliseconds for a request that holds a whole state. */
const STATE_DEADLINE = 300_000;
class StateVersions {
    #http;
    constructor(http) {
        this.#http = http;
    }
    /** Those of a workspace, newest first, page by page. The API wants names here, not ids. */
    async *list(organization, workspace, { statuses = [], count = 100 } = {}, options) {
        const query = {
            'filter[organization][name]': organization,
            'filter[workspace][name]': workspace,
            'filter[status]': statuses.join(',') || undefined,
            'page[size]': (0,_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .pageSize */ .T0)(count)
        };
        for await (const resource of (0,_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .pages */ .Bd)(this.#http, '/state-versions', { ...options, query })) {
            yield stateVersion(resource);
        }
    }
    async read(id, options) {
        return decode(await this.#http.get((0,_path_js__WEBPACK_IMPORTED_MODULE_3__/* .path */ .A) `/state-versions/${id}`, options));
    }
    /** Undefined where the workspace has no state yet. */
    async readCurrent(workspaceId, options) {
        try {
            return decode(await this.#http.get((0,_path_js__WEBPACK_IMPORTED_MODULE_3__/* .path */ .A) `/workspaces/${workspaceId}/current-state-version`, options));
        }
        catch (error) {
            if (_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD.is(error, 404))
                return undefined;
            throw error;
        }
    }
    /** Whoever creates one holds the workspace's lock. Without `state`, it is pending until its upload. */
    async create(workspaceId, version, options) {
        const { serial, md5, lineage, force = false, runId, state } = version;
        const attributes = {
            serial,
            md5,
            ...(lineage !== undefined && { lineage }),
            ...(force && { force }),
            ...(state !== undefined && { state: state.toString('base64') })
        };
        const relationships = runId === undefined ? undefined : { run: { data: { type: 'runs', id: runId } } };
        const body = { data: { type: 'state-versions', attributes, ...(relationships && { relationships }) } };
        const route = (0,_path_js__WEBPACK_IMPORTED_MODULE_3__/* .path */ .A) `/workspaces/${workspaceId}/state-versions`;
        const patience = state === undefined ? {} : { deadline: STATE_DEADLINE };
        return decode(await this.#http.write('POST', route, body, { ...patience, ...options }));
    }
    /** A new state version with the content of an older one. Whoever does this holds the workspace's lock. */
    async rollback(workspaceId, id, options) {
        const relationships = { 'rollback-state-version': { data: { type: 'state-versions', id } } };
        const body = { data: { type: 'state-versions', relationships } };
        return decode(await this.#http.write('PATCH', (0,_path_js__WEBPACK_IMPORTED_MODULE_3__/* .path */ .A) `/workspaces/${workspaceId}/state-versions`, body, options));
    }
}
const decode = (document) => stateVersion((0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .one */ .xH)(document), document.included);
function stateVersion(resource, included = []) {
    const { id, attributes } = resource;
    return {
        resource,
        id,
        serial: attributes.count('serial'),
        lineage: attributes.text('lineage'),
        // Servers without uploads have no statuses: a state is there with the request that creates it.
        status: attributes.text('status') ?? 'finalized',
        createdAt: attributes.text('created-at'),
        size: attributes.count('size'),
        // Servers that do not know the attribute process while they answer.
        resourcesProcessed: attributes.flag('resources-processed') ?? true,
        uploadUrl: attributes.text('hosted-state-upload-url'),
        downloadUrl: attributes.text('hosted-state-download-url'),
        jsonDownloadUrl: attributes.text('hosted-json-state-download-url'),
        workspaceId: (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .related */ ._2)(resource, 'workspace')[0],
        rollbackOf: (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .related */ ._2)(resource, 'rollback-state-version')[0],
        outputs: included.length === 0 ? undefined : includedOutputs(resource, included)
    };
}
function includedOutputs(resource, included) {
    const outputs = (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .includedMany */ .y3)(resource, 'outputs', included);
    return outputs.length === (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .related */ ._2)(resource, 'outputs').length ? outputs.map(_state_version_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .output */ .C) : undefined;
}


/***/ })

};
