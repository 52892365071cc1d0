import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 8922:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ askOnce)
/* harmony export */ });
/* harmony import */ var _tfe_once_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1708);

/** Times that something is asked for, and milliseconds before a look whether it was done. */
const ATTEMPTS = 3;
const BEFORE_LOOK = 1_000;
/** Asks for something to be done. Where no answer says so, `isDone` tells whether it must be asked for again. */
async function askOnce({ clock, signal }, ask, isDone) {
    await (0,_tfe_once_js__WEBPACK_IMPORTED_MODULE_0__/* .once */ .O)(ATTEMPTS, async () => {
        await ask();
        return true;
    }, async () => {
        await clock.sleep(BEFORE_LOOK, signal);
        return (await isDone()) || undefined;
    });
}


/***/ }),

/***/ 1643:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  z: () => (/* binding */ uploadDirectory)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(3916);
// EXTERNAL MODULE: ./src/github/core.ts
var core = __nccwpck_require__(3100);
// EXTERNAL MODULE: ./src/tfe/blobs.ts
var blobs = __nccwpck_require__(5);
// EXTERNAL MODULE: ./src/tfe/retry.ts
var tfe_retry = __nccwpck_require__(9455);
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
 * Uploads an archive to a configuration version, and waits until runs may use it. Where a version's URL is of no use, another is created.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions
 */
async function upload(tfe, { workspaceId, wanted, first, archive, sent, signal }) {
    let version = first;
    for (let left = VERSIONS;; left--) {
        const refusal = await deliver(tfe, version, archive, sent, signal);
        if (refusal === undefined)
            return uploaded(tfe, version.id, signal);
        if (left <= 1)
            throw refusal;
        version = await tfe.configurationVersions.create(workspaceId, wanted, { signal });
    }
}
/**
 * Uploads to one version. After a lost answer the version itself tells whether the archive arrived; the URL takes no second one.
 * Gives the refusal where this version's URL is of no use any more.
 */
async function deliver(tfe, { id, uploadUrl }, archive, sent, signal) {
    if (uploadUrl === undefined)
        return new errors/* RunFailed */.fI(`configuration version ${id} came without an upload URL`);
    const retry = new tfe_retry/* Retry */.fz('repeatable');
    for (;;) {
        try {
            await (0,blobs/* putFile */.UN)(tfe.http, uploadUrl, archive, sent, signal);
            return undefined;
        }
        catch (error) {
            if (!(error instanceof errors/* NetworkError */.Dr || error instanceof errors/* ApiError */.hD))
                throw error;
            const refused = error instanceof errors/* ApiError */.hD && error.status < 500;
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
            throw new errors/* RunFailed */.fI(`${why}: ${version.errorMessage ?? 'the service does not say why'}`);
        if (clock.now() > end)
            throw new errors/* RunFailed */.fI(`${why}, ${PROCESSING / 60_000} minutes after its upload`);
        await clock.sleep(delay, signal);
    }
}

;// CONCATENATED MODULE: ./src/actions/configuration.ts






/** Milliseconds of packing after which its version is created meanwhile. By then most of what is refused has been, and leaves no version. */
const HEAD_START = 100;
/** Milliseconds between two lines about an upload that takes long. */
const PROGRESS = 5_000;
/**
 * Packs a directory while `lookup` finds its workspace and the version is created, and uploads it. They end together: what fails first ends
 * the others.
 */
async function uploadDirectory(world, tfe, directory, lookup, wanted) {
    const { env, clock, signal } = world;
    const failed = new AbortController();
    const fail = (error) => failed.abort(error);
    // Before anything is waited for: a lookup that has failed by then would end the process.
    lookup.catch(fail);
    // What takes the processor begins when the request has left, or has failed before.
    await Promise.race([core/* firstRequest */.w6, lookup.catch(() => undefined)]);
    const { pack } = await Promise.all(/* import() */[__nccwpck_require__.e(750), __nccwpck_require__.e(843)]).then(__nccwpck_require__.bind(__nccwpck_require__, 843));
    const temporary = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(env.RUNNER_TEMP ?? (0,external_node_os_.tmpdir)(), 'configuration-'));
    try {
        const packing = pack(directory, {
            archive: (0,external_node_path_.join)(temporary, 'configuration.tar.gz'),
            signal: AbortSignal.any([signal, failed.signal]),
            ...(env.GITHUB_WORKSPACE !== undefined && { confine: env.GITHUB_WORKSPACE })
        });
        const begun = Promise.race([packing, clock.sleep(HEAD_START, signal)]);
        const creating = create(tfe, lookup, begun, wanted, AbortSignal.any([signal, failed.signal]));
        packing.catch(fail);
        creating.catch(fail);
        await Promise.allSettled([packing, creating]);
        failed.signal.throwIfAborted();
        const [workspace, archive] = [await lookup, await packing];
        return {
            workspace,
            archive,
            version: await send(world, tfe, { workspace, archive, wanted, first: await creating })
        };
    }
    finally {
        (0,external_node_fs_.rmSync)(temporary, { recursive: true, force: true });
    }
}
/** Creates a version when the workspace is found and the packing has `begun`. */
async function create(tfe, lookup, begun, wanted, signal) {
    const [{ id }] = await Promise.all([lookup, begun]);
    return tfe.configurationVersions.create(id, wanted, { signal });
}
/** Uploads an archive to its version, and says how far it is. */
async function send({ log, clock, signal }, tfe, { workspace, archive, wanted, first }) {
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
        return await upload(tfe, { workspaceId: workspace.id, wanted, first, archive, sent, signal });
    }
    catch (error) {
        if (errors/* ApiError */.hD.is(error, 413, 422))
            log.info(`The largest files are ${archive.largest.map(({ name, bytes }) => `${name} (${megabytes(bytes)})`).join(', ')}. What Terraform does not need can be left out by a .terraformignore file.`);
        throw error;
    }
}
const megabytes = (bytes) => bytes < 100_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;


/***/ }),

/***/ 4175:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   XW: () => (/* binding */ workspaceInputs),
/* harmony export */   eu: () => (/* binding */ connectionInputs),
/* harmony export */   gM: () => (/* binding */ organizationInput)
/* harmony export */ });
/* unused harmony export tokenVariable */
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
    const { X509Certificate } = process.getBuiltinModule('node:crypto');
    try {
        const found = [...value.matchAll(CERTIFICATE)].map(([, body = '']) => new X509Certificate(Buffer.from(body, 'base64')).toString());
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
    if (url.username !== '' || url.password !== '' || /[?#]/.test(url.href))
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

/***/ 5988:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Ng: () => (/* binding */ connect),
  iW: () => (/* binding */ main),
  bE: () => (/* binding */ post)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(8500);
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
var errors = __nccwpck_require__(3916);
// EXTERNAL MODULE: ./src/github/core.ts
var core = __nccwpck_require__(3100);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
;// CONCATENATED MODULE: ./src/github/direct.ts

/** Milliseconds until a connection must be there, and that an unused one is kept: less than servers keep theirs. */
const CONNECT = 10_000;
const KEEP = 4_000;
/** The encoding that `answer` decodes. */
const ACCEPTED = { 'accept-encoding': 'gzip' };
/**
 * A `fetch` without proxies, over Node's own `https`. Node's `fetch` takes as long to load as Node itself takes to start, and `import` of
 * `node:http` loads it too. `sent` is called whenever a request has left whole.
 */
function directFetch(trust = {}, sent = () => undefined) {
    const agents = {};
    return (url, { method, headers, signal, body }) => new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const { request: begin, Agent } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
        // A server may close a kept connection just when it is used again. Of a write, nobody would know then whether it was done.
        const keepAlive = method === 'GET';
        const agent = (agents[`${url.protocol}${keepAlive}`] ??= new Agent({ keepAlive, timeout: KEEP, ...trust }));
        const request = begin(url, { method, headers: { ...ACCEPTED, ...headers }, agent });
        let message;
        const abort = () => void (message ?? request).destroy(signal.reason);
        signal.addEventListener('abort', abort);
        request.on('close', () => signal.removeEventListener('abort', abort));
        request.on('finish', sent);
        request.on('error', reject);
        request.on('response', received => {
            message = received;
            resolve(answer(received.statusCode ?? 0, received.headers, received));
        });
        limitConnecting(request, url);
        if (body === undefined || typeof body === 'string')
            request.end(body);
        // Of a body that can't be read, the request itself says no more than that it has ended.
        else
            (0,external_node_stream_.pipeline)(body, request, error => error && reject(error));
    });
}
/** A connection that takes too long was refused, as far as can be known: nothing was sent. */
function limitConnecting(request, { host, protocol }) {
    request.on('socket', socket => {
        if (!socket.connecting)
            return;
        const refusal = { code: 'ETIMEDOUT', syscall: 'connect' };
        const error = Object.assign(new Error(`no connection to ${host} within ${CONNECT / 1000} seconds`), refusal);
        const timer = setTimeout(() => request.destroy(error), CONNECT);
        const stop = () => clearTimeout(timer);
        socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', stop).once('close', stop);
    });
}
/** What came, as `fetch` gives it. */
function answer(status, headers, received) {
    const body = headers['content-encoding'] === 'gzip' ? unzipped(received) : received;
    // Who reads learns of errors by reading; nobody else need.
    body.on('error', () => undefined);
    return {
        status,
        headers: {
            get(name) {
                const value = headers[name.toLowerCase()];
                return (Array.isArray(value) ? value.join(', ') : value) ?? null;
            }
        },
        body
    };
}
/** As `fetch` does, this takes nothing at all for something packed. */
function unzipped(received) {
    const { constants, createGunzip } = process.getBuiltinModule('node:zlib');
    return (0,external_node_stream_.pipeline)(received, createGunzip({ finishFlush: constants.Z_SYNC_FLUSH }), () => undefined);
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(7030);
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
 * The `fetch` that the environment and the inputs ask for: through proxies, trusting certificates beside those that Node trusts. Proxies are
 * for undici, which is loaded only where there is one.
 */
function fetchFor(env, authorities = []) {
    const trust = trusted(authorities);
    // What only answers need is loaded while the first one is on its way.
    const direct = directFetch(trust, () => void (0,core/* loadCore */.Cp)());
    const dispatchers = new Map();
    return async (url, request) => {
        const proxy = proxyFor(url, env);
        try {
            if (proxy === undefined)
                return await direct(url, request);
            const dispatcher = dispatchers.get(proxy.variable) ?? dispatch(proxy, trust);
            dispatchers.set(proxy.variable, dispatcher);
            return await send(url, request, await dispatcher);
        }
        catch (error) {
            throw explained(error, proxy);
        }
    };
}
/** By undici's `request`: its `fetch` keeps all of an upload in memory, for a redirect that nobody follows. */
async function send(url, { method, headers, body, signal }, dispatcher) {
    const { request } = await __nccwpck_require__.e(/* import() */ 752).then(__nccwpck_require__.t.bind(__nccwpck_require__, 6752, 19));
    const sent = body instanceof ReadableStream ? external_node_stream_.Readable.from(body) : body;
    const options = { headers: { ...ACCEPTED, ...headers }, body: sent ?? null, signal, dispatcher };
    const received = await request(url, { ...options, method: method });
    return answer(received.statusCode, received.headers, received.body);
}
/** `ca` takes the place of what Node trusts, so that has to be in it. */
const trusted = (authorities) => authorities.length === 0
    ? {}
    : { ca: [...process.getBuiltinModule('node:tls').getCACertificates('default'), ...authorities] };
/** What connects, and keeps connections for the next requests. */
async function dispatch({ url, variable }, trust) {
    const { ProxyAgent } = await __nccwpck_require__.e(/* import() */ 752).then(__nccwpck_require__.t.bind(__nccwpck_require__, 6752, 19));
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
var inputs = __nccwpck_require__(5446);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __nccwpck_require__(8474);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
;// CONCATENATED MODULE: ./src/github/command.ts

/**
 * A line that the runner obeys, as `@actions/core` writes it: that loads an HTTP client of a megabyte, and a mask must be out before the
 * first request is.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
function command(name, message = '', properties = {}) {
    const given = Object.entries(properties).filter(([, value]) => value !== undefined && value !== '' && value !== 0);
    const list = given.map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(',');
    return `::${name}${list === '' ? '' : ` ${list}`}::${command_escape(message)}`;
}
/** Writes a line to the job's log. Nothing is kept back: what this process was told to mask is told to the runner, whatever comes next. */
const print = (line) => void process.stdout.write(line + external_node_os_.EOL);
const command_escape = (text) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text) => command_escape(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

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
        print(text);
    }
    /** Lines from elsewhere. */
    remote(lines) {
        if (lines.length === 0)
            return;
        this.#stop();
        print(lines.join('\n'));
    }
    /** Resolves when whoever reads the log has taken what was printed. It may be slower than the log comes, and all of that would pile up here. */
    async drained() {
        if (process.stdout.writableNeedDrain)
            await (0,external_node_events_.once)(process.stdout, 'drain');
    }
    debug(text) {
        this.#command('debug', text);
    }
    notice(text, place) {
        this.#command('notice', text, place);
    }
    warning(text, place) {
        this.#command('warning', text, place);
    }
    error(text, place) {
        this.#command('error', text, place);
    }
    /** Fails the step, and says why. */
    fail(text) {
        this.#resume();
        (0,core/* core */.I8)().setFailed(text);
    }
    /** Opens a foldable group, and closes the one before: groups don't nest. */
    group(title) {
        this.endGroup();
        this.#command('group', title);
        this.#open = true;
    }
    endGroup() {
        this.#resume();
        if (this.#open)
            this.#command('endgroup');
        this.#open = false;
    }
    /** The runner replaces this text by *** in everything it shows from now on. */
    mask(secret) {
        this.#command('add-mask', secret);
        this.#masked.add(secret);
    }
    /** What this step has had masked. Masks don't reach what is sent elsewhere. */
    get masked() {
        return this.#masked;
    }
    #command(name, text, place = {}) {
        this.#resume();
        const { title, file, startLine: line, endLine, startColumn: col, endColumn } = place;
        print(command(name, text, { title, file, line, endLine, col, endColumn }));
    }
    /** Lets the runner obey commands again; whatever ends the step calls this, or the runner's own would not work. */
    #resume() {
        if (this.#stopped !== undefined)
            print(command(this.#stopped));
        this.#stopped = undefined;
    }
    #stop() {
        if (this.#stopped !== undefined)
            return;
        this.#stopped = crypto.randomUUID();
        print(command('stop-commands', this.#stopped));
    }
}

// EXTERNAL MODULE: ./src/github/signals.ts
var signals = __nccwpck_require__(3722);
// EXTERNAL MODULE: ./src/tfe/client.ts + 12 modules
var client = __nccwpck_require__(3298);
;// CONCATENATED MODULE: ./src/actions/main.ts
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








/** Runs an action in the runner's world. The one place where errors end, and where a step is failed. */
const main = (action, outside) => inTheRunner(action, (log, error) => log.fail(describe(error)), outside);
/** Runs what comes after the job. Cleaning up never fails a job: it warns. */
const post = (action, outside) => inTheRunner(action, (log, error) => log.warning(describe(error)), outside);
async function inTheRunner(action, failed, outside = {}) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const log = new Log();
        const cancellation = __addDisposableResource(env_1, (0,signals/* listen */.K)(process), false);
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
            await (0,core/* loadCore */.Cp)();
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
        __disposeResources(env_1);
    }
}
/** The client for an action's connection. From here on the token is masked. */
function connect({ log, env, fetch, clock }, { authorities, ...connection }) {
    log.mask(connection.token);
    const asked = authorities.length === 0 ? fetch : fetchFor(env, authorities);
    return new client/* Tfe */.S({ ...connection, fetch: (0,core/* withCore */.gG)(asked), clock });
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

/***/ 1722:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ findStateVersion),
/* harmony export */   n: () => (/* binding */ stateVersionInputs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4175);


/** Where an id says which state version is meant, a workspace beside it would have no effect. */
function stateVersionInputs(input, env) {
    const given = ['organization', 'workspace'].filter(name => input.text(name) !== undefined);
    if (input.text('state-version-id') === undefined)
        return (0,_connection_js__WEBPACK_IMPORTED_MODULE_1__/* .workspaceInputs */ .XW)(input, env);
    for (const name of given)
        input.reject(name, 'no effect beside `state-version-id`, which names a state by itself');
    return { stateVersionId: input.id('state-version-id', 'sv-') };
}
/** The state version that is meant. */
async function findStateVersion(tfe, of, signal) {
    if ('stateVersionId' in of)
        return tfe.stateVersions.read(of.stateVersionId, { signal });
    const workspace = await tfe.workspaces.readByName(of.organization, of.workspace, { signal });
    const current = await tfe.stateVersions.readCurrent(workspace.id, { signal });
    if (current === undefined)
        throw noState(workspace);
    return current;
}
/** The service answers alike where there is no state and where the token may not see it. */
const noState = ({ name, permissions }) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz([
    permissions.readStateVersions === false
        ? `\`workspace\`: the token may not read states of "${name}": give its team the permission to read state versions`
        : `\`workspace\`: "${name}" has no state yet`
]);


/***/ }),

/***/ 3916:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
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

/***/ 3100:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Cp: () => (/* binding */ loadCore),
/* harmony export */   I8: () => (/* binding */ core),
/* harmony export */   gG: () => (/* binding */ withCore),
/* harmony export */   w6: () => (/* binding */ firstRequest)
/* harmony export */ });
let loaded;
const wanted = Promise.withResolvers();
/** Resolves when the first request has left. What takes the processor begins then. */
const firstRequest = wanted.promise;
/**
 * Loads GitHub's toolkit, when the first request has left. It brings an HTTP client with it, so that this takes as long as starting Node
 * does.
 */
async function loadCore() {
    wanted.resolve(true);
    return (loaded ??= await Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(264), __nccwpck_require__.e(769)]).then(__nccwpck_require__.bind(__nccwpck_require__, 769)));
}
/** GitHub's toolkit, which is there from the first answer of the API on. */
function core() {
    if (loaded === undefined)
        throw new Error('@actions/core is not loaded before the first answer');
    return loaded;
}
/** A `fetch` that gives no answer before the toolkit is there: what comes of an answer may be an output or saved state at once. */
const withCore = (fetch) => async (...args) => {
    const answer = await fetch(...args);
    await loadCore();
    return answer;
};


/***/ }),

/***/ 5015:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Kd: () => (/* binding */ pullRequestNumber),
/* harmony export */   Qo: () => (/* binding */ headCommit),
/* harmony export */   j_: () => (/* binding */ readEvent)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);

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

/***/ 5446:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   AU: () => (/* binding */ fromEnvironment),
/* harmony export */   qg: () => (/* binding */ parse)
/* harmony export */ });
/* unused harmony export Inputs */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);

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

/***/ 2290:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ masksOf),
/* harmony export */   V: () => (/* binding */ formatOutput)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8301);

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
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ MissingPermission),
/* harmony export */   u: () => (/* binding */ PullRequests)
/* harmony export */ });
/* harmony import */ var _core_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3100);
/* harmony import */ var _event_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5015);


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
        const { getOctokit } = await (await (0,_core_js__WEBPACK_IMPORTED_MODULE_0__/* .loadCore */ .Cp)()).loadGithub();
        const octokit = getOctokit(token, { baseUrl: env.GITHUB_API_URL ?? 'https://api.github.com', log: QUIET });
        return new PullRequests(octokit, env.GITHUB_REPOSITORY ?? '', clock, signal);
    }
    /** The pull request that an event is about: what it says itself, else what GitHub knows of its commit or branch. */
    async ofEvent(event, env) {
        const said = (0,_event_js__WEBPACK_IMPORTED_MODULE_1__/* .pullRequestNumber */ .Kd)(event);
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
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   If: () => (/* binding */ EXPORTS),
/* harmony export */   Jt: () => (/* binding */ fitsAnOutput),
/* harmony export */   nB: () => (/* binding */ Results)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _core_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3100);
/* harmony import */ var _masks_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(2290);




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
            (0,_core_js__WEBPACK_IMPORTED_MODULE_2__/* .core */ .I8)().setOutput(name, text);
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
        await node_fs__WEBPACK_IMPORTED_MODULE_0__.promises.writeFile(file, asObject(outputs), { mode: 0o600, flag: 'wx' });
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
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ saved)
/* harmony export */ });
/* harmony import */ var _core_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3100);

const STATE = 'run';
const LOCK = 'lock';
/**
 * What the post step knows: the run that this step has begun and not seen the end of, the lock that it has not given back. The runner keeps it
 * as soon as it is written, also when the step is killed.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#sending-values-to-the-pre-and-post-actions
 */
const saved = {
    /** From here on the post step ends the run, if nobody else has. */
    own: (owned) => (0,_core_js__WEBPACK_IMPORTED_MODULE_0__/* .core */ .I8)().saveState(STATE, owned),
    /** The run is over, or goes on on purpose. */
    release: () => (0,_core_js__WEBPACK_IMPORTED_MODULE_0__/* .core */ .I8)().saveState(STATE, ''),
    owned(env) {
        const text = read(env, STATE);
        return text === '' ? undefined : JSON.parse(text);
    },
    /** From here on the post step gives the lock back, if it is still held. */
    ownLock: (lock) => (0,_core_js__WEBPACK_IMPORTED_MODULE_0__/* .core */ .I8)().saveState(LOCK, lock),
    releaseLock: () => (0,_core_js__WEBPACK_IMPORTED_MODULE_0__/* .core */ .I8)().saveState(LOCK, ''),
    lock(env) {
        const text = read(env, LOCK);
        return text === '' ? undefined : JSON.parse(text);
    }
};
/** What the runner passes to the post step. Most have nothing to do, and end before `@actions/core` would be loaded. */
const read = (env, name) => env[`STATE_${name}`] ?? '';


/***/ }),

/***/ 3722:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
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
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ isObject),
/* harmony export */   q: () => (/* binding */ parseJson)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);

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

/***/ 1430:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
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
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ Lines),
/* harmony export */   w: () => (/* binding */ LogReader)
/* harmony export */ });
/** Bytes that are asked for at first, and at most once slices come full: each request counts, and is held in memory. */
const LIMIT = 1_048_576;
const MOST = 16_777_216;
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
    #limit = LIMIT;
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
            const bytes = await this.#slice(this.#offset, this.#limit);
            if (bytes.length === 0)
                return;
            if (bytes.length >= this.#limit)
                this.#limit = Math.min(MOST, this.#limit * 4);
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
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
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
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ renderDiagnostic),
/* harmony export */   X: () => (/* binding */ render)
/* harmony export */ });
/* harmony import */ var _reasons_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4590);

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
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $I: () => (/* binding */ changesOfLog),
/* harmony export */   QZ: () => (/* binding */ changesOfPlan),
/* harmony export */   o8: () => (/* binding */ destroys)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8301);

/** Changes that destroy something that exists. */
const destroys = ({ action }) => action === 'delete' || action === 'replace';
/**
 * Reads a plan as JSON. Undefined where `json` is none: an empty object would be a plan that changes nothing.
 * https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
function changesOfPlan(json) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .G)(json))
        return undefined;
    // The redacted plan has a name of its own for it.
    if (typeof (json.format_version ?? json.plan_format_version) !== 'string')
        return undefined;
    if (!Array.isArray(json.resource_changes ?? []))
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
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  s: () => (/* binding */ Checks),
  k: () => (/* binding */ isAdvisory)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(3916);
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

// EXTERNAL MODULE: ./src/run/status.ts
var run_status = __nccwpck_require__(2615);
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
/** A run that ends early leaves what it did not come to without a result. */
const wasReached = ({ status }) => !['unreachable', 'canceled'].includes(status);
const isAdvisory = ({ enforcement }) => enforcement === 'advisory';
/** The findings of one run, each told once, when it is decided. */
class Checks {
    #tfe;
    #told = new Set();
    /** The names of task stages, by their ids. */
    #stages = new Map();
    #findings = [];
    constructor(tfe) {
        this.#tfe = tfe;
    }
    get findings() {
        return this.#findings;
    }
    /** What has been decided since the last call, kind by kind: that one can't be read says nothing of the others. */
    news(run, signal) {
        const kinds = [this.#cost(run, signal), this.#policies(run, signal)];
        const ahead = (id) => this.#told.has(id) || isAhead(this.#stages.get(id), run);
        const stages = run.taskStageIds.filter(id => !ahead(id)).map(id => this.#stage(id, signal));
        return [...kinds, ...stages].map(found => this.#kept(found));
    }
    async *#kept(found) {
        for await (const finding of found) {
            this.#findings.push(finding);
            yield finding;
        }
    }
    async *#cost(run, signal) {
        const { costEstimateId } = run;
        if (costEstimateId === undefined || this.#told.has(costEstimateId))
            return;
        if (!isPlanned(run) || run.status === 'cost_estimating')
            return;
        const cost = await this.#tfe.costEstimates.read(costEstimateId, { signal });
        if (this.#isNews(cost) && wasReached(cost))
            yield { kind: 'cost', cost };
    }
    async *#policies(run, signal) {
        if (run.policyCheckIds.every(id => this.#told.has(id)))
            return;
        if (!isPlanned(run) || run.status === 'policy_checking')
            return;
        for (const check of await this.#tfe.policyChecks.list(run.id, { signal })) {
            if (this.#isNews(check))
                yield* policiesOfCheck(check, await this.#output(check.id, signal));
        }
    }
    /** What a policy check printed. Where that can't be read, its counts still say what it came to. */
    async #output(id, signal) {
        try {
            return await this.#tfe.policyChecks.output(id, { signal });
        }
        catch (error) {
            if (!(error instanceof errors/* ApiError */.hD || error instanceof errors/* NetworkError */.Dr))
                throw error;
            return '';
        }
    }
    async *#stage(id, signal) {
        const stage = await this.#tfe.taskStages.read(id, { signal });
        this.#stages.set(id, stage.stage);
        for (const evaluation of stage.evaluations.filter(each => this.#isUntold(each))) {
            const policies = await this.#policiesOfEvaluation(evaluation, signal);
            this.#isNews(evaluation);
            yield* policies;
        }
        for (const result of stage.results)
            if (this.#isNews(result) && wasReached(result))
                yield { kind: 'task', task: taskFinding(stage, result) };
        this.#isNews(stage);
    }
    async #policiesOfEvaluation({ id, status }, signal) {
        const outcomes = await this.#tfe.taskStages.outcomes(id, { signal });
        return outcomes.map(outcome => {
            const { set, policy, enforcement, description } = outcome;
            const passed = outcome.status === 'passed';
            const overridden = !passed && status === 'overridden';
            return { kind: 'policy', policy: { name: policy, set, enforcement, passed, overridden, message: description } };
        });
    }
    #isUntold(resource) {
        return decided(resource) && !this.#told.has(resource.id);
    }
    /** Whether something is decided that was not told before. It counts as told from then on. */
    #isNews(resource) {
        if (!this.#isUntold(resource))
            return false;
        this.#told.add(resource.id);
        return true;
    }
}
const isOver = (phase) => phase === undefined || (0,run_status/* phaseEnded */.ET)(phase.status);
const isPlanned = ({ plan }) => isOver(plan);
/** Whether a stage can't have begun: it is not worth a request. */
function isAhead(stage, run) {
    if (stage === 'post_plan' || stage === 'pre_apply')
        return !isPlanned(run);
    return stage === 'post_apply' && !isOver(run.apply);
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
    if (check.status === 'errored' && counts.every(([, count]) => count === 0)) {
        const [name, enforcement, message] = [`check ${check.id}`, 'mandatory', 'it could not be carried out'];
        yield { kind: 'policy', policy: { name, set: undefined, enforcement, passed: false, overridden, message } };
    }
    for (const [enforcement, failed] of counts.filter(([, count]) => count > 0)) {
        const name = `${failed} ${failed === 1 ? 'policy' : 'policies'}`;
        const message = output.trim() === '' ? undefined : output.trim();
        yield { kind: 'policy', policy: { name, set: undefined, enforcement, passed: false, overridden, message } };
    }
}


/***/ }),

/***/ 7767:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Gm: () => (/* binding */ supersedes),
/* harmony export */   Gy: () => (/* binding */ mark),
/* harmony export */   Kd: () => (/* binding */ sameCommit),
/* harmony export */   yv: () => (/* binding */ originOf)
/* harmony export */ });
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
/**
 * Whether a step takes the place of another: both plan for the same pull request, and the other belongs to an earlier attempt of the same
 * workflow run, or to an earlier one for another commit. Several workflows may plan one commit, each for a purpose of its own.
 */
const supersedes = (newer, older) => newer.pullRequest !== undefined &&
    newer.pullRequest === older.pullRequest &&
    newer.repository === older.repository &&
    (older.workflowRun === newer.workflowRun
        ? older.attempt < newer.attempt
        : older.workflowRun < newer.workflowRun && !sameCommit(older.commit, newer.commit));
/** Whether two commits are the same, as far as both are written out. */
const sameCommit = (a, b) => a !== undefined && a.slice(0, COMMIT) === b?.slice(0, COMMIT);


/***/ }),

/***/ 6497:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FA: () => (/* binding */ says),
/* harmony export */   Hh: () => (/* binding */ isPassed),
/* harmony export */   Ix: () => (/* binding */ isFailed),
/* harmony export */   V2: () => (/* binding */ failure),
/* harmony export */   em: () => (/* binding */ sentence)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _checks_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7208);


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
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ readChanges),
/* harmony export */   X: () => (/* binding */ isChange)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8301);
/* harmony import */ var _logs_events_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(1430);
/* harmony import */ var _logs_read_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(1179);
/* harmony import */ var _tfe_blobs_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5);
/* harmony import */ var _changes_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9692);






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
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
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

/***/ 5450:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ checkWorkingDirectory)
/* harmony export */ });
/* unused harmony export components */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__nccwpck_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3916);



/** The parts of a path, without those that say nothing: `./env//prod/` is `env`, `prod`. */
const components = (path) => node_path__WEBPACK_IMPORTED_MODULE_1__.posix
    .normalize(path.replaceAll('\\', '/'))
    .split('/')
    .filter(part => part !== '' && part !== '.');
/**
 * Sees that a directory holds what the workspace will run in. Otherwise the run fails after the upload, with a message about a path on
 * somebody else's machine. https://developer.hashicorp.com/terraform/cloud-docs/workspaces/settings#terraform-working-directory
 */
function checkWorkingDirectory(directory, workingDirectory, workspace) {
    if (workingDirectory === undefined)
        return;
    const parts = components(workingDirectory);
    if (holdsConfiguration((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, ...parts)))
        return;
    const name = parts.join('/');
    const own = components((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(directory));
    const above = own.length >= parts.length && parts.every((part, index) => part === own[own.length - parts.length + index]);
    const fix = above
        ? `It is itself that directory: give "${(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, ...parts.map(() => '..'))}", which holds it`
        : `Give the directory that holds "${name}", usually the top of the repository, or change the workspace's setting`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz([
        `\`directory\`: the workspace "${workspace}" runs Terraform in "${name}" of what is uploaded, and "${directory}" has no Terraform files there. ${fix}`
    ]);
}
function holdsConfiguration(directory) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(directory).some(name => /\.(tf|tofu)(\.json)?$/.test(name));
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 5:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HT: () => (/* binding */ putBlob),
/* harmony export */   UN: () => (/* binding */ putFile),
/* harmony export */   Vw: () => (/* binding */ readSlice)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__nccwpck_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _body_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1081);


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
        async consume(response) {
            const { bytes } = await (0,_body_js__WEBPACK_IMPORTED_MODULE_1__/* .bodyOf */ .EN)(response, limit + MARGIN);
            if (bytes.length > 0)
                (0,_body_js__WEBPACK_IMPORTED_MODULE_1__/* .rejectPage */ .zv)(response);
            return bytes;
        }
    });
}


/***/ }),

/***/ 1081:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   EN: () => (/* binding */ bodyOf),
/* harmony export */   ZH: () => (/* binding */ documentText),
/* harmony export */   vf: () => (/* binding */ discard),
/* harmony export */   zv: () => (/* binding */ rejectPage)
/* harmony export */ });
/** What a document of the API may have: a hundred thousand outputs have a fifth of it. */
const LARGEST_DOCUMENT = 128 * 2 ** 20;
/** What is read of a body that has nothing to say: all of it leaves the connection free for the next request. */
const LARGEST_NOTHING = 65_536;
/** Reads at most so many bytes, and calls `alive` for each piece. */
async function bodyOf(response, most, alive = () => undefined) {
    const chunks = [];
    let left = most;
    for await (const chunk of response.body ?? []) {
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
/** An answer that says nothing beyond its status. One without a body may be of any type. */
const discard = async (response) => {
    const { bytes } = await bodyOf(response, LARGEST_NOTHING);
    if (response.status < 300 && bytes.length > 0)
        rejectPage(response);
};
/** Neither the API nor its storage answers with a page: a proxy does that wants a login, and the request went no further. */
function rejectPage({ status, headers }) {
    if (/^text\/html\b/i.test(headers.get('content-type') ?? ''))
        throw new Error(`a web page came with status ${status}: is there a proxy in between that wants a login?`);
}


/***/ }),

/***/ 3298:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  S: () => (/* binding */ Tfe)
});

// EXTERNAL MODULE: ./src/tfe/document.ts
var tfe_document = __nccwpck_require__(9876);
// EXTERNAL MODULE: ./src/tfe/path.ts
var path = __nccwpck_require__(4194);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(3916);
// EXTERNAL MODULE: ./src/tfe/download.ts
var download = __nccwpck_require__(7333);
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
            const text = await (0,download/* downloadJson */.xD)(this.#http, route, LARGEST_JSON, options?.signal);
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
var tfe_body = __nccwpck_require__(1081);
// EXTERNAL MODULE: ./src/tfe/configuration-versions.ts
var configuration_versions = __nccwpck_require__(1161);
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
        this.#expired.abort(new Error(`gave up after waiting for ${this.#patience / 1000} seconds`));
    }
}

// EXTERNAL MODULE: ./src/json.ts
var src_json = __nccwpck_require__(8301);
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
var tfe_retry = __nccwpck_require__(9455);
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
        return this.#api('GET', path, undefined, readDocument('GET', path), options);
    }
    /** Writes, and reads the document that comes back. Sent once, unless it is certain that nothing was done. */
    write(method, path, body, options) {
        return this.#api(method, path, body, readDocument(method, path), options);
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
const readDocument = (method, path) => async (response) => {
    const text = await (0,tfe_body/* documentText */.ZH)(response);
    const type = response.headers.get('content-type') ?? 'no content type';
    const found = text.trimStart().startsWith('{') ? (0,tfe_document/* document */.Al)((0,src_json/* parseJson */.q)(text), { method, path }) : undefined;
    if (found === undefined) {
        (0,tfe_body/* rejectPage */.zv)(response);
        throw new Error(`${response.status} with ${type} and no JSON:API document`);
    }
    return found;
};

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
var pages = __nccwpck_require__(701);
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
        return (0,download/* downloadText */.mR)(this.#http, (0,path/* path */.A) `/policy-checks/${id}/output`, LARGEST_OUTPUT, options?.signal);
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

;// CONCATENATED MODULE: ./src/tfe/new-run.ts
/** The document that asks for a run. */
function newRun(run) {
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
    return { data: { type: 'runs', attributes, relationships } };
}

;// CONCATENATED MODULE: ./src/tfe/runs.ts






class Runs {
    #http;
    constructor(http) {
        this.#http = http;
    }
    async create(run, options) {
        return decode(await this.#http.write('POST', '/runs', newRun(run), options));
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
        const hasChanges = run.resource.attributes.flag('has-changes') ?? plan?.hasChanges ?? false;
        return { ...run, plan, apply, hasChanges };
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
    /** Confirms the plan. 409 when the run does not wait for that, or not any more: which it is, the run says. */
    apply(id, comment, options) {
        return this.#http.act((0,path/* path */.A) `/runs/${id}/actions/apply`, { comment }, options);
    }
    discard(id, comment, options) {
        return this.#end((0,path/* path */.A) `/runs/${id}/actions/discard`, comment, options);
    }
    /** Repeatable: what was ended once can't be ended again, and is answered with 409. */
    #end(route, comment, options) {
        return this.#http.act(route, { comment }, { policy: 'repeatable', ...options });
    }
    /** Ends a run that a cancel has not ended within its time. For administrators of the workspace. */
    forceCancel(id, comment, options) {
        return this.#http.act((0,path/* path */.A) `/runs/${id}/actions/force-cancel`, { comment }, options);
    }
    /** Interrupts a plan or an apply as Ctrl-C does: Terraform ends what it is doing and writes its state. */
    cancel(id, comment, options) {
        return this.#end((0,path/* path */.A) `/runs/${id}/actions/cancel`, comment, options);
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
        hasChanges: attributes.flag('has-changes') ?? thePlan?.attributes.flag('has-changes') ?? false,
        isPlanOnly: attributes.flag('plan-only') ?? false,
        isSavedPlan: attributes.flag('save-plan') ?? false,
        actions: {
            confirmable: actions.flag('is-confirmable') ?? false,
            cancelable: actions.flag('is-cancelable') ?? false,
            discardable: actions.flag('is-discardable') ?? false,
            forceCancelable: actions.flag('is-force-cancelable') ?? false
        },
        isRefreshOnly: attributes.flag('refresh-only') ?? false,
        isBeingCanceled: (attributes.text('canceled-at') ?? attributes.text('force-cancel-available-at')) !== undefined,
        isAutoApply: attributes.flag('auto-apply') ?? false,
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
var state_version_outputs = __nccwpck_require__(1066);
// EXTERNAL MODULE: ./src/tfe/state-versions.ts
var state_versions = __nccwpck_require__(8984);
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
        allowsDestroyPlans: attributes.flag('allow-destroy-plan'),
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


/***/ }),

/***/ 1161:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ ConfigurationVersions),
/* harmony export */   o: () => (/* binding */ archivePath)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9876);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(701);
/* harmony import */ var _path_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4194);




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
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Al: () => (/* binding */ document),
/* harmony export */   C8: () => (/* binding */ Fields),
/* harmony export */   _2: () => (/* binding */ related),
/* harmony export */   aB: () => (/* binding */ toJson),
/* harmony export */   pV: () => (/* binding */ includedOne),
/* harmony export */   xH: () => (/* binding */ one),
/* harmony export */   y3: () => (/* binding */ includedMany),
/* harmony export */   ym: () => (/* binding */ relatedType)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8301);


/** An object whose fields are read by kind; a field of another kind counts as absent. */
class Fields {
    json;
    constructor(json) {
        this.json = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(json) ? json : {};
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
function document(json, answers) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(json))
        return undefined;
    if (json.data === undefined) {
        const isBare = typeof json.id === 'string' && typeof json.type === 'string';
        return isBare ? { data: [resource(json)], included: [], meta: undefined, answers } : undefined;
    }
    return { data: resources(json.data), included: resources(json.included), meta: json.meta, answers };
}
const resources = (json) => (Array.isArray(json) ? json : [json]).filter(_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G).map(resource);
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
/** The resource of a document that holds one. An answer without it is broken, as one that is no document. */
function one({ data: [resource], answers }) {
    if (resource !== undefined)
        return resource;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .NetworkError */ .Dr(answers.method, answers.path, { cause: new Error('a document without a resource came') });
}


/***/ }),

/***/ 7333:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   RG: () => (/* binding */ download),
/* harmony export */   mR: () => (/* binding */ downloadText),
/* harmony export */   xD: () => (/* binding */ downloadJson)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _body_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1081);


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
            path: first ? path : `${path}, at ${url.origin}/…`,
            headers: bearer ? { authorization: http.authorization } : {},
            policy: 'repeatable',
            deadline: DEADLINE,
            signal,
            accepts: status => status >= 200 && status < 400 && status !== 304,
            async consume(response, alive) {
                if (response.status === 200)
                    (0,_body_js__WEBPACK_IMPORTED_MODULE_1__/* .rejectPage */ .zv)(response);
                if (response.status < 300)
                    return { value: await consume(response, alive) };
                await (0,_body_js__WEBPACK_IMPORTED_MODULE_1__/* .discard */ .vf)(response);
                const location = URL.parse(response.headers.get('location') ?? '', url.href);
                if (location === null)
                    throw new Error(`${response.status} without a place to go to`);
                if (location.href === url.href)
                    throw new Error(`${response.status} with a redirect to itself`);
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
const downloadText = (http, path, most, signal) => download(http, http.url(path), path, (response, alive) => boundedText(response, most, alive), signal);
/** The same, for an object as JSON. One that ends in the middle is none. */
async function downloadJson(http, path, most, signal) {
    const consume = async (response, alive) => {
        const text = await boundedText(response, most, alive);
        if (text !== '' && !text.trimEnd().endsWith('}'))
            throw new Error('what came of it ends in the middle');
        return text;
    };
    return download(http, http.url(path), path, consume, signal);
}
async function boundedText(response, most, alive) {
    const { bytes, isWhole } = await (0,_body_js__WEBPACK_IMPORTED_MODULE_1__/* .bodyOf */ .EN)(response, most, alive);
    return isWhole ? bytes.toString() : '';
}


/***/ }),

/***/ 5809:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   HJ: () => (/* binding */ takeLock),
/* harmony export */   Lm: () => (/* binding */ holder),
/* harmony export */   gF: () => (/* binding */ giveBackLock),
/* harmony export */   v9: () => (/* binding */ holds)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9455);


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


/***/ }),

/***/ 1708:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ once)
/* harmony export */ });
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9455);

/**
 * Asks for something that must not be done twice. Where the answer does not say whether it was done, `find` looks, before it is asked for
 * again.
 */
async function once(attempts, ask, find) {
    for (let left = attempts;; left--) {
        try {
            return await ask();
        }
        catch (error) {
            if (!(0,_retry_js__WEBPACK_IMPORTED_MODULE_0__/* .mayBeDone */ .VH)(error))
                throw error;
            const found = await find();
            if (found !== undefined)
                return found;
            if (left <= 1)
                throw error;
        }
    }
}


/***/ }),

/***/ 701:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $1: () => (/* binding */ first),
/* harmony export */   Bd: () => (/* binding */ pages),
/* harmony export */   T0: () => (/* binding */ pageSize)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9876);


/** The most that the API gives at once. */
const PAGE_SIZE = 100;
/** A list that says of each page that another one follows is not followed for ever. */
const MOST_PAGES = 10_000;
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
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ path)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);

/** A path below the API's base, in which every interpolated id is one segment: an id with a slash can't become another route. */
const path = (literals, ...ids) => literals.reduce((joined, literal, index) => `${joined}${segment(ids[index - 1] ?? '')}${literal}`);
/** An empty id would name the collection, URL parsers walk up on dots, encoded or not, and half a character has no encoding. */
function segment(id) {
    if (/^\.{0,2}$/.test(id) || !id.isWellFormed())
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz([`"${id}" is not an id`]);
    return encodeURIComponent(id);
}


/***/ }),

/***/ 9455:
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   V2: () => (/* binding */ failure),
/* harmony export */   VH: () => (/* binding */ mayBeDone),
/* harmony export */   fz: () => (/* binding */ Retry)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);

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
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ output),
/* harmony export */   k: () => (/* binding */ StateVersionOutputs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9876);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(701);
/* harmony import */ var _path_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4194);




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
/***/ ((__unused_webpack_module, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ StateVersions),
/* harmony export */   u: () => (/* binding */ WITH_OUTPUTS)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3916);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9876);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(701);
/* harmony import */ var _path_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4194);
/* harmony import */ var _state_version_outputs_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(1066);





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


/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 6193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 3106:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("zlib");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/compat get default export */
/******/ (() => {
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__nccwpck_require__.n = (module) => {
/******/ 		var getter = module && module.__esModule ?
/******/ 			() => (module['default']) :
/******/ 			() => (module);
/******/ 		__nccwpck_require__.d(getter, { a: getter });
/******/ 		return getter;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Ns: () => (/* binding */ configurationArchive),
  Jc: () => (/* binding */ configurationDownload),
  rn: () => (/* binding */ configurationList),
  Xv: () => (/* binding */ configurationPermanentlyDelete),
  HP: () => (/* binding */ configurationRestore),
  Ar: () => (/* binding */ configurationShow),
  GJ: () => (/* binding */ configurationSoftDelete),
  Sw: () => (/* binding */ configurationUpload),
  V4: () => (/* reexport */ outputs),
  eF: () => (/* reexport */ run),
  Of: () => (/* reexport */ runApply),
  Qf: () => (/* reexport */ runCancel),
  m8: () => (/* reexport */ runDiscard),
  vU: () => (/* reexport */ runOverride),
  a2: () => (/* reexport */ runPost),
  Jh: () => (/* reexport */ runShow),
  pT: () => (/* reexport */ runWait),
  Q: () => (/* binding */ stateDownload),
  MO: () => (/* binding */ stateList),
  WC: () => (/* binding */ statePost),
  iV: () => (/* binding */ stateRollback),
  JL: () => (/* binding */ stateShow),
  dD: () => (/* binding */ stateUpload),
  dh: () => (/* reexport */ workspaces)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __nccwpck_require__(3916);
// EXTERNAL MODULE: ./src/github/inputs.ts
var inputs = __nccwpck_require__(5446);
// EXTERNAL MODULE: ./src/github/results.ts
var github_results = __nccwpck_require__(617);
// EXTERNAL MODULE: ./src/tfe/state-versions.ts
var state_versions = __nccwpck_require__(8984);
;// CONCATENATED MODULE: ./src/run/outputs.ts


/** What a person needs to mend a missing permission. */
const notAllowed = (workspace) => `the token may not read outputs of "${workspace}": give its team the permission to read state outputs`;
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
            throw new errors/* RunFailed */.fI(`state version ${first.id} was not processed within ${PROCESSING / 60_000} minutes: its outputs are not known`);
        }
        await clock.sleep(delay, signal);
        stateVersion = await tfe.stateVersions.read(first.id, { ...state_versions/* WITH_OUTPUTS */.u, signal });
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
    return { stateVersionId: ready.id, outputs: await revealed(tfe, outputs, isLeft, signal) };
}
/** The outputs of a workspace's current state. */
async function readCurrentOutputs(tfe, workspaceId, reveal, signal) {
    const current = await tfe.stateVersions.readCurrent(workspaceId, { ...state_versions/* WITH_OUTPUTS */.u, signal });
    if (current !== undefined)
        return readOutputs(tfe, current, reveal, signal);
    const listed = await listCurrent(tfe, workspaceId, signal);
    if (listed !== undefined) {
        return { stateVersionId: undefined, outputs: await revealed(tfe, listed, reveal, signal) };
    }
    // The service answers alike where there is no state and where the token may not know of it.
    const { name, permissions } = await tfe.workspaces.read(workspaceId, { signal });
    return permissions.readStateOutputs === false ? { missing: 'permission', workspace: name } : { missing: 'state' };
}
/** The service answers 503 until it has extracted them. */
async function listCurrent(tfe, workspaceId, signal) {
    const { clock } = tfe.http.connection;
    const end = clock.now() + PROCESSING;
    for (;;) {
        try {
            return await tfe.stateVersionOutputs.readCurrent(workspaceId, { signal });
        }
        catch (error) {
            // Each reading has waited for seconds by itself.
            if (!errors/* ApiError */.hD.is(error, 503) || clock.now() > end)
                throw error;
        }
    }
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
    const [{ readState }, { outputValues }] = await Promise.all([
        __nccwpck_require__.e(/* import() | stored */ 578).then(__nccwpck_require__.bind(__nccwpck_require__, 7704)),
        __nccwpck_require__.e(/* import() | stored */ 578).then(__nccwpck_require__.bind(__nccwpck_require__, 3115))
    ]);
    try {
        const state = await readState(tfe, stateVersion, signal);
        return state && outputValues(state);
    }
    catch (error) {
        if (error instanceof errors/* ApiError */.hD || error instanceof errors/* NetworkError */.Dr)
            return undefined;
        throw error;
    }
}

// EXTERNAL MODULE: ./src/actions/connection.ts
var actions_connection = __nccwpck_require__(4175);
// EXTERNAL MODULE: ./src/actions/main.ts + 6 modules
var main = __nccwpck_require__(5988);
// EXTERNAL MODULE: ./src/actions/state-inputs.ts
var state_inputs = __nccwpck_require__(1722);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
// EXTERNAL MODULE: ./src/github/masks.ts
var masks = __nccwpck_require__(2290);
// EXTERNAL MODULE: ./src/run/outcome.ts
var run_outcome = __nccwpck_require__(6497);
;// CONCATENATED MODULE: ./src/actions/terraform-outputs.ts






const exportInputs = (input) => {
    const prefix = input.text('output-prefix') ?? '';
    if (!/^[\w-]*$/.test(prefix))
        input.reject('output-prefix', `"${prefix}" may have letters, digits, _ and - alone`);
    return { prefix, sensitive: input.choice('sensitive-outputs', ['omit', 'mask']) };
};
/** Exports the outputs that a run has left behind. Gives them as people may see them. */
async function exportOutputs(world, tfe, outcome, exports, results) {
    const { log, signal } = world;
    if (outcome.ending !== 'applied')
        log.info("The outputs are the workspace's current ones: nothing was applied.");
    const found = await outputsOf(tfe, outcome, () => exports.sensitive === 'mask', signal).catch((error) => {
        if (!(error instanceof errors/* ApiError */.hD || error instanceof errors/* NetworkError */.Dr))
            throw error;
        throw new errors/* RunFailed */.fI(`${(0,run_outcome/* says */.FA)(outcome)}, but the outputs can't be read: ${error.message}`, { cause: error });
    });
    if ('missing' in found) {
        if (found.missing === 'permission') {
            log.warning(`The outputs are not exported: ${notAllowed(found.workspace)}.`);
            return [];
        }
        log.info('The workspace has no state yet, and so no outputs.');
        return exportAll(world, [], exports, results);
    }
    results.set('state-version-id', found.stateVersionId);
    return exportAll(world, found.outputs, exports, results);
}
/** Those of the state version that the run wrote, else the workspace's current ones. */
async function outputsOf(tfe, { ending, run }, reveal, signal) {
    const ids = ending === 'applied' ? (run.apply?.stateVersionIds ?? []) : [];
    const written = await Promise.all(ids.map(id => readable(tfe, id, signal)));
    const newest = written.filter(each => each !== undefined).toSorted((a, b) => (b.serial ?? 0) - (a.serial ?? 0))[0];
    if (newest !== undefined)
        return readOutputs(tfe, newest, reveal, signal);
    return run.workspaceId === undefined ? { missing: 'state' } : readCurrentOutputs(tfe, run.workspaceId, reveal, signal);
}
/** Undefined where the token may not read states. */
async function readable(tfe, id, signal) {
    try {
        return await tfe.stateVersions.read(id, { ...state_versions/* WITH_OUTPUTS */.u, signal });
    }
    catch (error) {
        if (errors/* ApiError */.hD.is(error, 403, 404))
            return undefined;
        throw error;
    }
}
/** Exports outputs that were read, but for sensitive ones that are not asked for. Gives them as people may see them. */
async function exportAll({ env, log }, all, { prefix, sensitive }, results) {
    const isOmitted = (output) => output.sensitive && sensitive === 'omit';
    const omitted = all.filter(isOmitted);
    if (omitted.length > 0) {
        log.info(`Left out, since they are sensitive: ${omitted.map(({ name }) => name).join(', ')}. \`sensitive-outputs: mask\` exports them, masked.`);
    }
    await results.export(all.filter(output => !isOmitted(output)), prefix, env.RUNNER_TEMP ?? (0,external_node_os_.tmpdir)());
    return all.map(output => ({ name: output.name, text: output.sensitive ? undefined : (0,masks/* formatOutput */.V)(output.value) }));
}

;// CONCATENATED MODULE: ./src/actions/outputs.ts









const OUTPUTS = github_results/* EXPORTS */.If;
const outputsInputs = (read, env) => (0,inputs/* parse */.qg)(read, input => ({
    connection: (0,actions_connection/* connectionInputs */.eu)(input, env),
    of: (0,state_inputs/* stateVersionInputs */.n)(input, env),
    names: [...new Set(input.lines('names'))],
    exports: exportInputs(input)
}));
/** Exports Terraform's outputs, without a run. */
const outputs = (outside) => (0,main/* main */.iW)(async (world) => {
    const { connection, of, names, exports } = outputsInputs(world.read, world.env);
    const isWanted = ({ name }) => names.length === 0 || names.includes(name);
    const reveal = output => exports.sensitive === 'mask' && isWanted(output);
    const found = await find(world, (0,main/* connect */.Ng)(world, connection), of, reveal);
    const problems = objections(names, found.outputs, exports.sensitive);
    if (problems.length > 0)
        throw new errors/* InputError */.dz(problems);
    const results = new github_results/* Results */.nB(world.log, OUTPUTS);
    results.set('state-version-id', found.stateVersionId);
    const exported = found.outputs.filter(isWanted);
    await exportAll(world, exported, exports, results);
    world.log.info(`Outputs: ${exported.map(({ name }) => name).join(', ') || 'none'}`);
}, outside);
/** What was named and can't be exported, before anything is. */
function objections(names, outputs, sensitive) {
    const there = outputs.map(({ name }) => name).join(', ') || 'none';
    return names.flatMap(name => {
        const output = outputs.find(each => each.name === name);
        if (output === undefined)
            return [`\`names\`: there is no output "${name}". There are: ${there}`];
        const isLeftOut = output.sensitive && sensitive === 'omit';
        return isLeftOut ? [`\`names\`: "${name}" is sensitive. Set \`sensitive-outputs\` to mask`] : [];
    });
}
async function find({ log, signal }, tfe, of, reveal) {
    if ('stateVersionId' in of) {
        const options = { ...state_versions/* WITH_OUTPUTS */.u, signal };
        return readOutputs(tfe, await tfe.stateVersions.read(of.stateVersionId, options), reveal, signal);
    }
    const { id } = await tfe.workspaces.readByName(of.organization, of.workspace, { signal });
    const found = await readCurrentOutputs(tfe, id, reveal, signal);
    if (!('missing' in found))
        return found;
    if (found.missing === 'permission')
        throw new errors/* InputError */.dz([`\`workspace\`: ${notAllowed(found.workspace)}`]);
    log.info('The workspace has no state yet, and so no outputs.');
    return { stateVersionId: undefined, outputs: [] };
}

// EXTERNAL MODULE: ./src/run/status.ts
var run_status = __nccwpck_require__(2615);
// EXTERNAL MODULE: ./src/actions/ask-once.ts
var ask_once = __nccwpck_require__(8922);
// EXTERNAL MODULE: ./src/github/signals.ts
var signals = __nccwpck_require__(3722);
// EXTERNAL MODULE: ./src/github/saved.ts
var saved = __nccwpck_require__(6264);
// EXTERNAL MODULE: ./src/json.ts
var src_json = __nccwpck_require__(8301);
// EXTERNAL MODULE: ./src/run/changes.ts
var changes = __nccwpck_require__(9692);
;// CONCATENATED MODULE: ./src/run/review.ts


/** Why the changes must not be applied; none when they may be. */
function review_objections(conditions, { planned, reviewed }, { plan, isRefreshOnly }) {
    if (conditions.length === 0)
        return [];
    if (planned === undefined)
        return ['What the plan would change can not be read, and so not be held against `apply-only-if`'];
    return conditions.flatMap(condition => {
        switch (condition) {
            case 'no-destroys':
                return destructions(planned, plan?.destructions ?? 0);
            case 'reviewed':
                if (reviewed === undefined)
                    return ['No plan was reported on the merged pull request'];
                return 'missing' in reviewed ? [reviewed.missing] : differences(planned, reviewed, isRefreshOnly);
            default:
                return condition;
        }
    });
}
/** What a plan would destroy. The service's own count is believed also where no change that was read accounts for it. */
function destructions({ resources }, counted) {
    const found = resources.filter(changes/* destroys */.o8);
    if (found.length === 0 && counted > 0)
        return [`The plan counts ${counted} resources to destroy, and does not name them`];
    return found.map(({ address, action }) => `${address} would be ${action === 'replace' ? 'replaced' : 'destroyed'}`);
}
/**
 * How two plans differ, a line for each resource or output. What has changed outside of Terraform counts where the apply does nothing but take
 * it over: elsewhere, what follows from it is among the other changes.
 */
function differences(planned, reviewed, refreshOnly = false) {
    // Attributes are held against each other only where both sources have them.
    const deep = planned.source === 'json' && reviewed.source === 'json';
    const print = (change) => fingerprint(change, deep);
    return [
        ...compare(planned.resources, reviewed.resources, ({ address }) => address, print, wordOf),
        ...(refreshOnly ? compare(planned.drift, reviewed.drift, nameOfDrift, print, wordOf) : []),
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
const nameOfDrift = ({ address }) => `${address} (changed outside of Terraform)`;
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
        return passesOn(run) ? WAIT : end('needs-confirmation');
    if (run.mayApply === false)
        return end('may-not-apply');
    if (conditions.length === 0)
        return { kind: 'confirm' };
    if (examined === undefined)
        return { kind: 'examine' };
    const found = review_objections(conditions, examined, run);
    return found.length > 0 ? { kind: 'refuse', objections: found } : { kind: 'confirm' };
}
/** Whether a run goes on from here by itself, though it might be confirmed at this moment. */
const passesOn = ({ status, isAutoApply, isSavedPlan }) => isSavedPlan ? status !== 'planned_and_saved' : isAutoApply;
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
    const failed = findings.filter(run_outcome/* isFailed */.Ix).map(({ kind }) => kind);
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

// EXTERNAL MODULE: ./src/tfe/retry.ts
var retry = __nccwpck_require__(9455);
// EXTERNAL MODULE: ./src/run/checks.ts + 1 modules
var checks = __nccwpck_require__(7208);
;// CONCATENATED MODULE: ./src/run/event.ts
const PHASES = ['plan', 'apply'];

// EXTERNAL MODULE: ./src/tfe/client.ts + 12 modules
var client = __nccwpck_require__(3298);
;// CONCATENATED MODULE: ./src/run/pace.ts

/** Milliseconds to the next look: right after news, and when nothing has happened for a while. In between, each is longer. */
const FIRST = 200;
const LONGEST = 1_300;
const GROWTH = 1.5;
const MINUTE = 60_000;
/** How long to wait before looking again: soon after news, since more usually follows, then less and less often. */
class Pace {
    #pause = FIRST;
    /** Milliseconds to wait now; `news` says whether the last look had any. */
    next(news) {
        this.#pause = news ? FIRST : Math.min(LONGEST, this.#pause * GROWTH);
        return this.#pause;
    }
}
/** So many requests at once, and so many more in each minute. */
class Bucket {
    #most;
    #perMinute;
    #now;
    #left;
    #filledAt;
    constructor(most, perMinute, now, left = most) {
        this.#most = most;
        this.#perMinute = perMinute;
        this.#now = now;
        this.#left = left;
        this.#filledAt = now();
    }
    get hasOne() {
        this.#fill();
        return this.#left >= 1;
    }
    /** Milliseconds until the one that is taken is there. */
    take() {
        this.#fill();
        this.#left -= 1;
        return Math.max(0, (-this.#left * MINUTE) / this.#perMinute);
    }
    #fill() {
        const now = this.#now();
        this.#left = Math.min(this.#most, this.#left + ((now - this.#filledAt) * this.#perMinute) / MINUTE);
        this.#filledAt = now;
    }
}
/**
 * At most 60 requests in any minute of the whole step, with the five that begin a run and the four that read what came of it. Looking alone
 * leaves a reserve, so that what news calls for, such as reading policies or confirming, need not wait. A user may make 30 a second, but that is
 * over everything that the user does. https://developer.hashicorp.com/terraform/cloud-docs/api-docs#rate-limiting
 */
class Budget {
    #shared;
    #reserve;
    #looks = 0;
    constructor(now) {
        this.#shared = new Bucket(3, 43, now);
        // What began the run was taken from it.
        this.#reserve = new Bucket(6, 4, now, 1);
    }
    /** Takes the next request ahead; gives the milliseconds until it may be sent. */
    look() {
        this.#looks += 1;
        return this.#shared.take();
    }
    /** Takes a request, unless that was done ahead; gives the milliseconds until it may be sent. */
    take() {
        if (this.#looks === 0)
            return (this.#reserve.hasOne ? this.#reserve : this.#shared).take();
        this.#looks -= 1;
        return 0;
    }
}
/** The same client within a budget: whatever it asks, logs and retries too, waits for its turn. */
function within(budget, { http: { connection } }) {
    return new client/* Tfe */.S({
        ...connection,
        fetch: async (input, init) => {
            await connection.clock.sleep(budget.take(), init.signal);
            return connection.fetch(input, init);
        }
    });
}

// EXTERNAL MODULE: ./src/logs/events.ts
var events = __nccwpck_require__(1430);
// EXTERNAL MODULE: ./src/logs/read.ts
var read = __nccwpck_require__(1179);
// EXTERNAL MODULE: ./src/tfe/blobs.ts
var blobs = __nccwpck_require__(5);
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
        const waitsForLock = run.status === 'pending' && !run.isPlanOnly;
        if (waitsForLock && run.workspaceId !== undefined && now - this.#lookedAt >= LOOK) {
            this.#lookedAt = now;
            this.#holder = (await this.#tfe.workspaces.read(run.workspaceId, { signal })).lockedBy;
        }
        const holder = waitsForLock && this.#holder?.id !== run.id ? this.#holder : undefined;
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
const LOG_READS = 20;
/** Failures one after another, each after its own retries, before following ends, or before a log is given up. */
const RUN_FAILURES = 5;
/** Times that a decision is sent while the run still waits for it, before that is a failure. */
const ATTEMPTS = 5;
const LOG_FAILURES = 3;
/** A run as last read, its logs as far as read, and what was found of it. All that it asks is within one budget. */
class Watch {
    #tfe;
    #signal;
    #pace = new Pace();
    #budget;
    #queue;
    #checks;
    #logs;
    #run;
    #news = true;
    #decided = false;
    #attempts = 0;
    #runFailures = 0;
    constructor(unpaced, run, signal) {
        const { clock } = unpaced.http.connection;
        this.#budget = new Budget(() => clock.now());
        const tfe = within(this.#budget, unpaced);
        this.#tfe = tfe;
        this.#signal = signal;
        this.#queue = new Queue(tfe);
        this.#checks = new checks/* Checks */.s(tfe);
        this.#logs = { plan: new PhaseLog(tfe, signal), apply: new PhaseLog(tfe, signal) };
        this.#run = run;
        this.#updateLogs();
    }
    /** The client whose requests count. */
    get tfe() {
        return this.#tfe;
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
        for (const found of this.#checks.news(this.#run, this.#signal)) {
            try {
                for await (const finding of found)
                    yield { kind: 'finding', finding };
            }
            catch (error) {
                yield trouble("Some results of policies, tasks or the cost estimate can't be read", error);
            }
        }
    }
    /** Passes the time until the run is worth reading again: while a log is open, by reading that. */
    async *wait() {
        const open = PHASES.find(phase => this.#logs[phase].open);
        if (open === undefined)
            await this.#sleep();
        else {
            for (let reads = 0; reads < LOG_READS && this.#logs[open].open; reads++)
                yield* this.#readLog(open);
            // The run is read right after the log, and the look after that waits the longer.
            this.#budget.look();
        }
    }
    /** Reads the run anew. That this fails for a while does not end the run, and so not the following either. */
    async *readRun() {
        try {
            const run = await this.#tfe.runs.read(this.#run.id, { signal: this.#signal });
            this.#news = run.status !== this.#run.status;
            this.#run = run;
            this.#runFailures = 0;
            this.#updateLogs();
        }
        catch (error) {
            this.#runFailures += 1;
            if (!mayPass(error) || this.#runFailures >= RUN_FAILURES)
                throw error;
            yield trouble("The run can't be read just now, and goes on without being watched", error);
            return;
        }
        yield* this.#queueNews();
    }
    /** What a queued run waits for. Where that can't be read, it is not said. */
    async *#queueNews() {
        if ((0,run_status/* meaning */.ak)(this.#run.status) !== 'queued')
            return;
        try {
            const queued = await this.#queue.news(this.#run, this.#signal);
            if (queued !== undefined)
                yield queued;
        }
        catch (error) {
            if (!(error instanceof errors/* NetworkError */.Dr || error instanceof errors/* ApiError */.hD))
                throw error;
        }
    }
    /** Confirms the plan, once. */
    async *confirm(comment) {
        const ask = () => this.#tfe.runs.apply(this.#run.id, comment);
        if (yield* this.#decide('confirmation', ask))
            yield { kind: 'confirmed' };
    }
    /** Discards the run, once. */
    async *discard(comment) {
        yield* this.#decide('discard', () => this.#tfe.runs.discard(this.#run.id, comment));
    }
    /**
     * Whether the decision was taken just now. A conflict mostly means that somebody decided meanwhile, and after a lost answer it is not known
     * whether the decision arrived: the next reading tells. Where the run still waits by then it is decided again, and the service takes no
     * second decision.
     */
    async *#decide(what, ask) {
        if (this.#decided)
            return false;
        this.#news = true;
        try {
            await ask();
            this.#decided = true;
        }
        catch (error) {
            this.#attempts += 1;
            const isConflict = errors/* ApiError */.hD.is(error, 409);
            if (!(isConflict || (0,retry/* mayBeDone */.VH)(error)) || this.#attempts >= ATTEMPTS)
                throw error;
            if (!isConflict)
                yield trouble(`Whether the ${what} arrived is not known yet`, error);
        }
        return this.#decided;
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
        const delay = Math.max(this.#pace.next(this.#news), this.#budget.look());
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



/** Readings of a run of one status after which its policies and tasks are looked at again: some are decided before others. */
const BETWEEN_FINDINGS = 4;
/** Follows one run to its end, or to where `operation` stops; confirms it where `decide` says so. */
async function* follow(tfe, first, following) {
    const { operation, expectNoChanges = false, comment, conditions = [], signal } = following;
    const watch = new Watch(tfe, first, signal);
    const limits = new Limits(tfe.http.connection.clock, following);
    let examined;
    let refused = [];
    let readings = 0;
    for (let status;;) {
        yield* watch.restOfLogs();
        const { run } = watch;
        const isNew = run.status !== status;
        if (isNew)
            yield { kind: 'status', run };
        if (isNew || ++readings % BETWEEN_FINDINGS === 0)
            yield* watch.newFindings();
        status = run.status;
        const { findings } = watch;
        const late = limits.late(run);
        const decision = decide(run, { operation, expectNoChanges, findings, conditions, examined, late });
        switch (decision.kind) {
            case 'end':
                return yield* ended(decision.ending, { run, findings, objections: refused });
            case 'examine':
                examined = (await following.examine?.(watch.tfe, run)) ?? { planned: undefined, reviewed: undefined };
                continue;
            case 'refuse':
                refused = decision.objections;
                yield* watch.discard('Not what `apply-only-if` allows');
                break;
            case 'confirm':
                following.confirming?.();
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
/** How it ended. A plan that was refused may have been confirmed by somebody else before it was discarded. */
function* ended(ending, known) {
    if (known.objections.length === 0)
        return { ending, ...known };
    if (ending === 'discarded')
        return { ending: 'refused', ...known };
    const message = `\`apply-only-if\` does not allow this plan, but somebody else has decided about it meanwhile:\n${known.objections.join('\n')}`;
    yield { kind: 'trouble', message };
    return { ending, ...known, objections: [] };
}

// EXTERNAL MODULE: ./src/tfe/once.ts
var once = __nccwpck_require__(1708);
;// CONCATENATED MODULE: ./src/run/stop.ts



/** Times that it is asked for without an answer. */
const stop_ATTEMPTS = 3;
/** Milliseconds between two tries. */
const BETWEEN_TRIES = 2_000;
/**
 * Ends a run that nobody waits for any more: what runs is cancelled, what waits for a decision is discarded. Which of them fits is the
 * service's to say, by what it offers and what it answers. Between two stages neither may fit: that is tried again for `patience`
 * milliseconds. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#cancel-a-run
 */
async function stop(tfe, first, comment, patience = 0) {
    const { clock } = tfe.http.connection;
    const end = clock.now() + patience;
    for (let run = first;; run = await tfe.runs.read(run.id)) {
        if ((0,run_status/* meaning */.ak)(run.status) === 'ended')
            return { how: 'over', run };
        if (run.isBeingCanceled)
            return { how: 'cancelled', run };
        const how = await heard(tfe, run, comment);
        if (how !== undefined)
            return { how, run };
        if (clock.now() >= end)
            break;
        await clock.sleep(BETWEEN_TRIES);
    }
    const run = await tfe.runs.read(first.id);
    return { how: (0,run_status/* meaning */.ak)(run.status) === 'ended' ? 'over' : 'left', run };
}
/** Where no answer comes, the run is asked again, if it still can be: nobody is watching it any more. */
const heard = (tfe, run, comment) => (0,once/* once */.O)(stop_ATTEMPTS, () => tryTo(tfe, run, comment), async () => {
    await tfe.http.connection.clock.sleep(BETWEEN_TRIES);
    const now = await tfe.runs.read(run.id);
    if (now.isBeingCanceled)
        return 'cancelled';
    return (0,run_status/* meaning */.ak)(now.status) === 'ended' ? (now.status === 'discarded' ? 'discarded' : 'cancelled') : undefined;
});
/** One try. Undefined where the service refuses both. */
async function tryTo(tfe, { id, actions }, comment) {
    const { cancelable, discardable } = actions;
    const ways = discardable && !cancelable ? ['discarded', 'cancelled'] : ['cancelled', 'discarded'];
    for (const way of ways) {
        try {
            await (way === 'cancelled' ? tfe.runs.cancel(id, comment) : tfe.runs.discard(id, comment));
            return way;
        }
        catch (error) {
            if (!errors/* ApiError */.hD.is(error, 409))
                throw error;
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./src/actions/findings.ts

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
    if (policies.some(run_outcome/* isFailed */.Ix))
        return 'failed';
    if (policies.some(({ policy }) => policy.overridden))
        return 'overridden';
    return policies.every(({ policy }) => policy.passed) ? 'passed' : 'advisory-failed';
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(7975);
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
var render = __nccwpck_require__(8231);
// EXTERNAL MODULE: ./src/run/read-changes.ts
var read_changes = __nccwpck_require__(7081);
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
            await log.drained();
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
    if ((0,run_outcome/* isPassed */.Hh)(finding) || (0,run_outcome/* isFailed */.Ix)(finding))
        log.info((0,run_outcome/* sentence */.em)(finding));
    else
        log.warning((0,run_outcome/* sentence */.em)(finding));
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
/** Milliseconds that ending a run may take that was not over in time. */
const run_results_PATIENCE = 60_000;
/** Follows a run to where it is to go. One that takes too long, or whose job is cancelled, is ended as was asked for. */
async function toItsEnd(world, tfe, run, course) {
    const { log, signal } = world;
    let { isOwn } = course;
    const confirming = () => {
        if (!isOwn)
            saved/* saved */._.own({ runId: run.id });
        isOwn = true;
    };
    const leave = () => {
        saved/* saved */._.release();
        log.info(`Run ${run.id} goes on.`);
    };
    try {
        signal.throwIfAborted();
        const outcome = await narrate(follow(tfe, run, { ...course, confirming, signal }), log);
        const late = outcome.ending === 'not-begun-in-time' || outcome.ending === 'not-over-in-time';
        if (!late)
            saved/* saved */._.release();
        else if (!isOwn || course.onTimeout === 'leave')
            leave();
        else
            await endRun(world, tfe, outcome.run, 'The GitHub job waited long enough', run_results_PATIENCE);
        return outcome;
    }
    catch (error) {
        log.endGroup();
        if (!(error instanceof signals/* Cancelled */.c))
            throw error;
        if (!isOwn || course.onCancel === 'leave')
            leave();
        else
            await endRun(world, tfe, run, 'The GitHub job was cancelled');
        throw error;
    }
}
/** Ends a run, and says so. Where that fails, the post step tries again: how the step ends is settled by what came before. */
async function endRun({ log }, tfe, run, comment, patience) {
    try {
        log.info(`Run ${run.id}: ${became(await stop(tfe, run, comment, patience))}.`);
    }
    catch (error) {
        if (!(error instanceof errors/* ApiError */.hD || error instanceof errors/* NetworkError */.Dr))
            throw error;
        log.warning(`Run ${run.id} can't be ended, which is tried again when the job ends: ${error.message}`);
    }
}
/** What became of a run that was to be ended. */
function became({ how, run }) {
    switch (how) {
        case 'cancelled':
            return 'cancelled; Terraform ends what it is doing and writes its state';
        case 'discarded':
            return 'discarded';
        case 'over':
            return 'was over already';
        case 'left':
            return `left as it is: it can be neither cancelled nor discarded while it is ${(0,run_status/* says */.FA)(run.status)}`;
        default:
            return how;
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
    if ((0,run_status/* meaning */.ak)(run.status) !== 'queued')
        results.set('has-changes', run.hasChanges);
    results.set('resource-additions', counts?.additions);
    results.set('resource-changes', counts?.changes);
    results.set('resource-destructions', counts?.destructions);
    results.set('resource-imports', counts?.imports);
}
/** Sets how a run ended, and what was found of it on the way, as outputs. */
function tellOutcome(results, { run, findings }, url) {
    tell(results, run, url);
    const found = findingOutputs(findings);
    for (const name of FINDINGS)
        results.set(name, found[name]);
}

;// CONCATENATED MODULE: ./src/actions/given-run.ts







/** Inputs of an action on one run, which it is given by its id. */
const givenRunInputs = (read, env, build) => (0,inputs/* parse */.qg)(read, input => ({
    connection: (0,actions_connection/* connectionInputs */.eu)(input, env),
    runId: input.id('run-id', 'run-'),
    ...build(input)
}));
/** Reads the run, and says which it is. */
async function readGivenRun(world, { connection, runId }) {
    const tfe = (0,main/* connect */.Ng)(world, connection);
    const { run, organization, workspace } = await tfe.runs.locate(runId, { signal: world.signal });
    const isLocated = organization !== undefined && workspace !== undefined;
    const url = isLocated ? runUrl(connection.site, organization, workspace, run.id) : undefined;
    world.log.info(`Run ${run.id}${url === undefined ? '' : `: ${url}`}`);
    return { tfe, run, url };
}
/** Asks for the end of a run. A conflict may mean that it is ending, or has ended meanwhile, which is as good: then it comes back. */
async function askedToEnd(world, tfe, run, ask) {
    const { signal } = world;
    const isHeard = async () => {
        const now = await tfe.runs.read(run.id, { signal });
        return now.isBeingCanceled || (0,run_status/* meaning */.ak)(now.status) === 'ended';
    };
    try {
        await (0,ask_once/* askOnce */.R)(world, ask, isHeard);
        return undefined;
    }
    catch (error) {
        if (!errors/* ApiError */.hD.is(error, 409))
            throw error;
        const now = await tfe.runs.read(run.id, { signal });
        if ((0,run_status/* meaning */.ak)(now.status) === 'ended')
            return now;
        if (!now.isBeingCanceled)
            throw error;
        return undefined;
    }
}
/** Milliseconds between two looks at a run that is ending, and that it may take. */
const BETWEEN_LOOKS = 1_500;
const given_run_PATIENCE = 300_000;
/** Waits for a run to be over, or to be as `enough` says. What it is after five minutes is what it is. */
async function settled({ clock, signal }, tfe, run, enough = () => false) {
    const end = clock.now() + given_run_PATIENCE;
    let latest = await tfe.runs.read(run.id, { signal });
    while ((0,run_status/* meaning */.ak)(latest.status) !== 'ended' && !enough(latest) && clock.now() < end) {
        await clock.sleep(BETWEEN_LOOKS, signal);
        latest = await tfe.runs.read(run.id, { signal });
    }
    return latest;
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

;// CONCATENATED MODULE: ./src/actions/report-inputs.ts
/** The outputs of reporting. */
const REPORT = ['comment-url', 'summary-markdown-file', 'plan-json-file', 'resource-changes-json'];
const reportInputs = (input) => ({
    comment: input.choice('pull-request-comment', ['always', 'on-changes', 'never']),
    commentId: input.text('comment-id'),
    pullRequestNumber: input.count('pull-request-number'),
    githubToken: input.text('github-token'),
    summary: input.flag('summary')
});

;// CONCATENATED MODULE: ./src/actions/run-inputs.ts





/** Milliseconds that a run may be queued where nobody says. */
const QUEUE_TIMEOUT = 3_600_000;
/** The root action's inputs: what each may be, and which contradict each other. */
const runInputs = (read, env) => (0,inputs/* parse */.qg)(read, input => {
    const inputs = {
        connection: (0,actions_connection/* connectionInputs */.eu)(input, env),
        ...(0,actions_connection/* workspaceInputs */.XW)(input, env),
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
        exports: exportInputs(input),
        report: reportInputs(input)
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
    const { configurationVersionId, operation, mode, replace, refresh, allowEmptyApply, terraformVersion, expectNoChanges, applyOnlyIf, wait, onTimeout, report, exports } = given;
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
        [
            mode !== 'normal' && applyOnlyIf.includes('no-destroys'),
            'apply-only-if',
            mode === 'destroy'
                ? '`no-destroys` refuses all that `mode` destroy plans: give one of them'
                : '`no-destroys` has no effect beside `mode` refresh-only, which destroys nothing'
        ],
        [!wait && exports.prefix !== '', 'output-prefix', unwaited],
        [!wait && exports.sensitive === 'mask', 'sensitive-outputs', unwaited],
        [!wait && expectNoChanges, 'expect-no-changes', unwaited],
        [!wait && applyOnlyIf.length > 0, 'apply-only-if', unwaited],
        [!wait && input.text('timeout') !== undefined, 'timeout', unwaited],
        [!wait && input.text('queue-timeout') !== undefined, 'queue-timeout', unwaited],
        [!wait && onTimeout === 'leave', 'on-timeout', unwaited],
        [!wait && report.comment === 'on-changes', 'pull-request-comment', unwaited],
        ...unreported(given)
    ];
    return rules.filter(([conflict]) => conflict).map(([, name, problem]) => [name, problem]);
}
/** Inputs that say which comment is meant, where there is none. */
function unreported({ wait, applyOnlyIf, report }) {
    const { comment, commentId, pullRequestNumber } = report;
    const why = wait
        ? 'no effect beside `pull-request-comment` never'
        : 'no effect beside `wait` false, which ends the step before there is anything to report';
    const isSilent = !wait || comment === 'never';
    return [
        // What was reviewed is found by the same id.
        [isSilent && commentId !== undefined && !applyOnlyIf.includes('reviewed'), 'comment-id', why],
        [isSilent && pullRequestNumber !== undefined, 'pull-request-number', why]
    ];
}

;// CONCATENATED MODULE: ./src/actions/run-wait.ts








const RUN_WAIT = [...RUN, ...FINDINGS, ...github_results/* EXPORTS */.If];
const runWaitInputs = (read, env) => givenRunInputs(read, env, input => ({ ...limitInputs(input), exports: exportInputs(input) }));
/** Follows a run that was begun elsewhere to where it ends or waits for its confirmation. It is not this step's to end. */
const runWait = (outside) => (0,main/* main */.iW)(async (world) => {
    const inputs = runWaitInputs(world.read, world.env);
    const { tfe, run, url = run.id } = await readGivenRun(world, inputs);
    const results = new github_results/* Results */.nB(world.log, RUN_WAIT);
    tell(results, run, url);
    const outcome = await toItsEnd(world, tfe, run, {
        ...inputs,
        operation: 'plan',
        isOwn: false,
        onTimeout: 'leave',
        onCancel: 'leave'
    });
    tellOutcome(results, outcome, url);
    const failed = (0,run_outcome/* failure */.V2)(outcome, url);
    if (failed)
        throw failed;
    world.log.info(`${(0,run_outcome/* says */.FA)(outcome)}.`);
    await exportOutputs(world, tfe, outcome, inputs.exports, results);
}, outside);

;// CONCATENATED MODULE: ./src/actions/run-apply.ts








const runApplyInputs = (read, env) => givenRunInputs(read, env, input => ({
    comment: input.text('comment'),
    timeout: input.duration('timeout'),
    exports: exportInputs(input)
}));
/** Confirms exactly the plan that a run has made, and follows its apply. From the confirmation on it is this step's to end. */
const runApply = (outside) => (0,main/* main */.iW)(async (world) => {
    const { comment, timeout, exports, ...inputs } = runApplyInputs(world.read, world.env);
    const { tfe, run, url = run.id } = await readGivenRun(world, inputs);
    if (run.isPlanOnly)
        throw new errors/* InputError */.dz([`\`run-id\`: ${run.id} is a speculative plan, which can't be applied`]);
    const results = new github_results/* Results */.nB(world.log, RUN_WAIT);
    const course = {
        operation: 'apply',
        isOwn: false,
        comment,
        timeout,
        onTimeout: 'cancel',
        onCancel: 'cancel'
    };
    const outcome = await toItsEnd(world, tfe, run, course);
    tellOutcome(results, outcome, url);
    const failed = (0,run_outcome/* failure */.V2)(outcome, url);
    if (failed)
        throw failed;
    world.log.info(`${(0,run_outcome/* says */.FA)(outcome)}.`);
    await exportOutputs(world, tfe, outcome, exports, results);
}, outside);

;// CONCATENATED MODULE: ./src/actions/run-discard.ts





const RUN_DISCARD = ['run-id', 'run-status'];
const runDiscardInputs = (read, env) => givenRunInputs(read, env, input => ({ comment: input.text('comment') }));
/** Discards a run that waits. One that is over already is none of its business. */
const runDiscard = (outside) => (0,main/* main */.iW)(async (world) => {
    const { comment, ...inputs } = runDiscardInputs(world.read, world.env);
    const { tfe, run } = await readGivenRun(world, inputs);
    const results = new github_results/* Results */.nB(world.log, RUN_DISCARD);
    results.set('run-id', run.id);
    results.set('run-status', run.status);
    const over = (ended) => {
        results.set('run-status', ended.status);
        world.log.info(`It is over already: ${(0,run_status/* says */.FA)(ended.status)}. Nothing is left to discard.`);
    };
    if ((0,run_status/* meaning */.ak)(run.status) === 'ended') {
        over(run);
        return;
    }
    if (!run.actions.discardable) {
        throw new errors/* RunFailed */.fI(`A run that is ${(0,run_status/* says */.FA)(run.status)} can't be discarded. The action run/cancel ends what is at work.`);
    }
    const earlier = await askedToEnd(world, tfe, run, () => tfe.runs.discard(run.id, comment));
    if (earlier !== undefined) {
        over(earlier);
        return;
    }
    const ended = await settled(world, tfe, run);
    results.set('run-status', ended.status);
    world.log.info(`Run: ${(0,run_status/* says */.FA)(ended.status)}`);
    if ((0,run_status/* meaning */.ak)(ended.status) !== 'ended')
        throw new errors/* RunFailed */.fI('The run was not discarded within five minutes.');
}, outside);

;// CONCATENATED MODULE: ./src/actions/run-cancel.ts






const RUN_CANCEL = RUN_DISCARD;
const runCancelInputs = (read, env) => givenRunInputs(read, env, input => ({ comment: input.text('comment'), force: input.flag('force') }));
/** Cancels a run that is queued or at work. One that is over already is none of its business. */
const runCancel = (outside) => (0,main/* main */.iW)(async (world) => {
    const { comment, force, ...inputs } = runCancelInputs(world.read, world.env);
    const { tfe, run } = await readGivenRun(world, inputs);
    const results = new github_results/* Results */.nB(world.log, RUN_CANCEL);
    results.set('run-id', run.id);
    results.set('run-status', run.status);
    if ((0,run_status/* meaning */.ak)(run.status) === 'ended') {
        world.log.info(`It is over already: ${(0,run_status/* says */.FA)(run.status)}. Nothing is left to cancel.`);
        return;
    }
    const ended = force ? await byForce(world, tfe, run, comment) : await gracefully(world, tfe, run, comment);
    results.set('run-status', ended.status);
    world.log.info(`Run: ${(0,run_status/* says */.FA)(ended.status)}`);
    if ((0,run_status/* meaning */.ak)(ended.status) !== 'ended') {
        throw new errors/* RunFailed */.fI('The run has not ended within five minutes. With `force`, it is ended without waiting for Terraform.');
    }
}, outside);
async function gracefully(world, tfe, run, comment) {
    if (!run.actions.cancelable && run.actions.discardable) {
        throw new errors/* RunFailed */.fI(`A run that is ${(0,run_status/* says */.FA)(run.status)} can't be cancelled. The action run/discard ends what waits.`);
    }
    const over = await askedToEnd(world, tfe, run, () => tfe.runs.cancel(run.id, comment));
    if (over !== undefined) {
        world.log.info('It is over already. Nothing is left to cancel.');
        return over;
    }
    world.log.info('Asked the run to stop. Terraform ends what it is doing and writes its state.');
    return settled(world, tfe, run);
}
/** A run may be ended by force only when it has not heeded a cancel for a while. */
async function byForce(world, tfe, run, comment) {
    if (!run.actions.forceCancelable) {
        if (run.actions.cancelable) {
            const over = await askedToEnd(world, tfe, run, () => tfe.runs.cancel(run.id, comment));
            if (over !== undefined)
                return over;
        }
        world.log.info('Asked the run to stop. It is ended by force as soon as the service allows that.');
        const asked = await settled(world, tfe, run, ({ actions }) => actions.forceCancelable);
        if ((0,run_status/* meaning */.ak)(asked.status) === 'ended' || !asked.actions.forceCancelable)
            return asked;
    }
    await tfe.runs.forceCancel(run.id, comment);
    return settled(world, tfe, run);
}

;// CONCATENATED MODULE: ./src/actions/run-override.ts







const RUN_OVERRIDE = RUN_DISCARD;
const runOverrideInputs = (read, env) => givenRunInputs(read, env, input => ({
    comment: input.required('comment', 'say why, for those who read the run later')
}));
/** Overrides the failed policies and tasks that a run waits for a decision about. */
const runOverride = (outside) => (0,main/* main */.iW)(async (world) => {
    const { comment, ...inputs } = runOverrideInputs(world.read, world.env);
    const { tfe, run } = await readGivenRun(world, inputs);
    const results = new github_results/* Results */.nB(world.log, RUN_OVERRIDE);
    results.set('run-id', run.id);
    results.set('run-status', run.status);
    const overridden = await override(world, tfe, run, comment);
    if (overridden === 0)
        throw new errors/* RunFailed */.fI(`Nothing of this run waits for an override: it is ${(0,run_status/* says */.FA)(run.status)}.`);
    // The run goes on a moment later: whoever reads it before that would take it for one that still waits.
    const after = await settled(world, tfe, run, ({ status }) => (0,run_status/* meaning */.ak)(status) !== 'override');
    results.set('run-status', after.status);
    world.log.info(`Run: ${(0,run_status/* says */.FA)(after.status)}. The action run/wait follows it, run/apply applies it.`);
    if ((0,run_status/* meaning */.ak)(after.status) === 'override')
        throw new errors/* RunFailed */.fI('The run has not gone on within five minutes: something else of it waits for an override.');
}, outside);
/** Gives how many policy checks and task stages were overridden. */
async function override(world, tfe, run, comment) {
    const { log, signal } = world;
    const checks = run.policyCheckIds.length > 0 ? await tfe.policyChecks.list(run.id, { signal }) : [];
    const stages = await Promise.all(run.taskStageIds.map(id => tfe.taskStages.read(id, { signal })));
    const failed = checks.filter(({ overridable }) => overridable);
    const awaiting = stages.filter(({ overridable }) => overridable);
    for (const { id } of failed) {
        const isDone = async () => !(await tfe.policyChecks.list(run.id, { signal })).some(check => check.id === id && check.overridable);
        await (0,ask_once/* askOnce */.R)(world, () => tfe.policyChecks.override(id, comment), isDone);
        log.info(`Overrode the policy check ${id}.`);
    }
    for (const { id, stage } of awaiting) {
        const isDone = async () => !(await tfe.taskStages.read(id, { signal })).overridable;
        await (0,ask_once/* askOnce */.R)(world, () => tfe.taskStages.override(id, comment), isDone);
        log.info(`Overrode the ${stage.replace('_', '-')} stage ${id}.`);
    }
    return failed.length + awaiting.length;
}

// EXTERNAL MODULE: ./src/tfe/document.ts
var tfe_document = __nccwpck_require__(9876);
;// CONCATENATED MODULE: ./src/actions/run-show.ts






const RUN_SHOW = ['run', ...RUN];
const runShowInputs = (read, env) => givenRunInputs(read, env, () => ({}));
/** Tells how a run stands. */
const runShow = (outside) => (0,main/* main */.iW)(async (world) => {
    const { run, url } = await readGivenRun(world, runShowInputs(world.read, world.env));
    const results = new github_results/* Results */.nB(world.log, RUN_SHOW);
    results.set('run', (0,tfe_document/* toJson */.aB)(run.resource));
    tell(results, run, url);
    world.log.info(`Run: ${(0,run_status/* says */.FA)(run.status)}`);
}, outside);

// EXTERNAL MODULE: ./src/github/event.ts
var github_event = __nccwpck_require__(5015);
// EXTERNAL MODULE: ./src/github/core.ts
var core = __nccwpck_require__(3100);
;// CONCATENATED MODULE: ./src/github/git.ts

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
    const { getExecOutput } = await (0,core/* loadCore */.Cp)();
    try {
        const { exitCode, stdout } = await getExecOutput('git', args, {
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

// EXTERNAL MODULE: ./src/run/marker.ts
var marker = __nccwpck_require__(7767);
;// CONCATENATED MODULE: ./src/run/create.ts


/** Looks for a run whose creation was not answered, and milliseconds between them: it may be listed a moment later. */
const LOOKS = 3;
const create_BETWEEN_LOOKS = 2_000;
/** How many of the newest runs are looked at. */
const NEWEST = 100;
/** Times that a run is asked for. */
const create_ATTEMPTS = 2;
/**
 * Creates a run, once. Where no answer comes, the run is looked for by the step that its message names before it is asked for again: two
 * runs of one step would both wait to be applied.
 */
const createRun = (tfe, run, step) => (0,once/* once */.O)(create_ATTEMPTS, () => tfe.runs.create(run), async () => {
    const found = await findRun(tfe, run.workspaceId, run.planOnly, step);
    // Lists leave out the plan: how far it is, and where its log is.
    return found && tfe.runs.read(found.id);
});
/** The run of a step, among the newest of the workspace. */
async function findRun(tfe, workspaceId, planOnly, step) {
    for (let looks = 1;; looks++) {
        let seen = 0;
        for await (const run of tfe.runs.list(workspaceId, { planOnly })) {
            if ((0,marker/* originOf */.yv)(run.message ?? '')?.step === step)
                return run;
            if (++seen >= NEWEST)
                break;
        }
        if (looks >= LOOKS)
            return undefined;
        await tfe.http.connection.clock.sleep(create_BETWEEN_LOOKS);
    }
}

// EXTERNAL MODULE: ./src/tfe/locks.ts
var locks = __nccwpck_require__(5809);
;// CONCATENATED MODULE: ./src/run/preflight.ts

/** Why a workspace will not do what is asked of it, with the fix: known before anything is uploaded. */
function obstacles(workspace, { operation, mode }) {
    const { name, executionMode, permissions, hasVcs, allowsDestroyPlans } = workspace;
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
            mode === 'destroy' && allowsDestroyPlans === false,
            `it does not allow plans that destroy everything: allow them in the workspace's settings, under Destruction and Deletion`
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
        const older = (0,marker/* originOf */.yv)(message);
        return isPlanOnly && older !== undefined && (0,marker/* supersedes */.Gm)(origin, older);
    });
    return Promise.all(superseded.map(run => stop(tfe, run, 'A newer commit of the pull request is planned')));
}

// EXTERNAL MODULE: ./src/slug/working-directory.ts
var working_directory = __nccwpck_require__(5450);
// EXTERNAL MODULE: ./src/actions/configuration.ts + 1 modules
var configuration = __nccwpck_require__(1643);
;// CONCATENATED MODULE: ./src/actions/run-steps.ts












/** Finds and uploads what a run is made of. What to call it git is asked meanwhile. */
async function configure(world, tfe, inputs) {
    const { configurationVersionId, directory, operation } = inputs;
    const lookup = lookUp(world, tfe, inputs);
    const naming = lookup.then(() => inputs.message ?? defaultMessage(world));
    // A lookup that fails is told of below.
    naming.catch(() => undefined);
    if (configurationVersionId !== undefined) {
        return { workspace: await lookup, configurationVersionId, message: await naming };
    }
    const wanted = { speculative: operation === 'plan', provisional: operation === 'save-plan', autoQueueRuns: false };
    const { workspace, version } = await (0,configuration/* uploadDirectory */.z)(world, tfe, directory, lookup, wanted);
    return { workspace, configurationVersionId: version.id, message: await naming };
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
async function begin(world, tfe, inputs, { workspace, configurationVersionId, message }) {
    const origin = originOf(world);
    const planOnly = inputs.operation === 'plan';
    if (planOnly && inputs.supersede)
        await endSuperseded(world, tfe, workspace, origin);
    world.signal.throwIfAborted();
    saved/* saved */._.own({ workspaceId: workspace.id, planOnly, step: origin.step });
    // A request that creates a run is not given up half-way: its answer names what has to be ended.
    const run = await createRun(tfe, {
        workspaceId: workspace.id,
        configurationVersionId,
        message: (0,marker/* mark */.Gy)(message, origin),
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
    const url = runUrl(inputs.connection.site, inputs.organization, workspace.name, run.id);
    world.log.info(`Run ${run.id}: ${url}`);
    return { run, url };
}
/** Milliseconds that ending a run may take when nobody waits for the job. */
const run_steps_PATIENCE = 120_000;
/** Ends what is left of a step that did not live to do it. */
async function endLeftover({ log }, tfe, owned) {
    const run = 'runId' in owned
        ? await tfe.runs.read(owned.runId)
        : await findRun(tfe, owned.workspaceId, owned.planOnly, owned.step);
    if (run === undefined)
        return;
    const stopped = await stop(tfe, run, 'The GitHub job ended before this run did', run_steps_PATIENCE);
    const sentence = `Run ${run.id}: ${became(stopped)}.`;
    if (stopped.how === 'left')
        log.warning(sentence);
    else
        log.info(sentence);
}
/** Plans of earlier commits are of no use any more. That they can't be ended is no reason not to plan. */
async function endSuperseded({ log, signal }, tfe, workspace, origin) {
    try {
        for (const stopped of await supersede(tfe, workspace.id, origin, signal)) {
            log.info(`Run ${stopped.run.id}, which planned an earlier commit of the pull request: ${became(stopped)}.`);
        }
    }
    catch (error) {
        signal.throwIfAborted();
        log.warning(`Plans of earlier commits can't be ended: ${error instanceof Error ? error.message : String(error)}`);
    }
}
/** Which step of which workflow run this is. */
function originOf({ env }) {
    const event = (0,github_event/* readEvent */.j_)(env);
    return {
        repository: env.GITHUB_REPOSITORY,
        pullRequest: (0,github_event/* pullRequestNumber */.Kd)(event),
        commit: (0,github_event/* headCommit */.Qo)(event, env),
        workflowRun: Number(env.GITHUB_RUN_ID ?? 0),
        attempt: Number(env.GITHUB_RUN_ATTEMPT ?? 1),
        step: crypto.randomUUID().slice(0, 8)
    };
}
/** What a run is called where nobody said: what was committed. */
async function defaultMessage({ env }) {
    const { GITHUB_SHA: commit = '', GITHUB_WORKSPACE: checkout = '.' } = env;
    const subject = /^[0-9a-f]+$/.test(commit) ? await commitSubject(checkout, commit) : undefined;
    if (subject !== undefined)
        return subject;
    return commit === '' ? 'Queued by GitHub Actions' : `Queued by GitHub Actions for ${commit.slice(0, 7)}`;
}

;// CONCATENATED MODULE: ./src/actions/run.ts












/** The outputs that action.yml declares. */
const run_OUTPUTS = [...RUN, ...FINDINGS, ...REPORT, ...github_results/* EXPORTS */.If];
/** The root action: a directory becomes a run, and the run outputs. */
const run = (outside) => (0,main/* main */.iW)(async (world) => {
    const inputs = runInputs(world.read, world.env);
    const tfe = (0,main/* connect */.Ng)(world, inputs.connection);
    const results = new github_results/* Results */.nB(world.log, run_OUTPUTS);
    const configured = await configure(world, tfe, inputs);
    results.set('configuration-version-id', configured.configurationVersionId);
    const { run: begun, url } = await begin(world, tfe, inputs, configured);
    tell(results, begun, url);
    if (!inputs.wait) {
        saved/* saved */._.release();
        return;
    }
    const outcome = await toItsEnd(world, tfe, begun, {
        ...inputs,
        isOwn: true,
        conditions: inputs.applyOnlyIf,
        examine: async (paced, planned) => (await __nccwpck_require__.e(/* import() | report */ 857).then(__nccwpck_require__.bind(__nccwpck_require__, 3378))).examine(world, paced, inputs, planned)
    });
    tellOutcome(results, outcome, url);
    const failed = (0,run_outcome/* failure */.V2)(outcome, url);
    const reporting = __nccwpck_require__.e(/* import() | report */ 857).then(__nccwpck_require__.bind(__nccwpck_require__, 9008));
    const changes = reporting.then(({ changesOf }) => changesOf(world, tfe, outcome));
    // That they can't be read is the report's to tell.
    changes.catch(() => undefined);
    let exported = [];
    try {
        if (failed)
            throw failed;
        exported = await exportOutputs(world, tfe, outcome, inputs.exports, results);
    }
    finally {
        const outputs = outcome.ending === 'applied' ? exported : [];
        const { workspace } = configured;
        const result = { workspace, outcome, failed: failed !== undefined, changes, outputs, url };
        await (await reporting).report(world, inputs, result, results);
    }
    world.log.info(`${(0,run_outcome/* says */.FA)(outcome)}.`);
}, outside);
/** After the job: ends the run that a cancelled or failed step left behind, and no other. */
const runPost = (outside) => (0,main/* post */.bE)(async (world) => {
    const owned = saved/* saved */._.owned(world.env);
    if (owned === undefined)
        return;
    const connection = (0,inputs/* parse */.qg)(world.read, input => (0,actions_connection/* connectionInputs */.eu)(input, world.env));
    await endLeftover(world, (0,main/* connect */.Ng)(world, connection), owned);
}, outside);

// EXTERNAL MODULE: ./src/github/pull-request.ts
var pull_request = __nccwpck_require__(2524);
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

;// CONCATENATED MODULE: ./src/actions/workspaces.ts









const WORKSPACES = ['matrix', 'workspaces', 'count'];
/** Jobs that one matrix may make: https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations */
const MOST_JOBS = 256;
const workspacesInputs = (read, env) => (0,inputs/* parse */.qg)(read, input => ({
    connection: (0,actions_connection/* connectionInputs */.eu)(input, env),
    organization: (0,actions_connection/* organizationInput */.gM)(input, env),
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
    const files = known ? await changedFiles(env.GITHUB_WORKSPACE ?? '.', from, to, pull !== undefined) : undefined;
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

;// CONCATENATED MODULE: ./src/index.ts
/**
 * What the files in bin/ call: one function for each `main:` and `post:`. Those of configurations and states load
 * what they alone need when they are called.
 */









const configurationUpload = async () => (await __nccwpck_require__.e(/* import() | stored */ 578).then(__nccwpck_require__.bind(__nccwpck_require__, 1827))).configurationUpload();
const configurationList = async () => (await __nccwpck_require__.e(/* import() | stored */ 578).then(__nccwpck_require__.bind(__nccwpck_require__, 3446))).configurationList();
const configurationShow = async () => (await __nccwpck_require__.e(/* import() | stored */ 578).then(__nccwpck_require__.bind(__nccwpck_require__, 547))).configurationShow();
const configurationDownload = async () => (await __nccwpck_require__.e(/* import() | stored */ 578).then(__nccwpck_require__.bind(__nccwpck_require__, 6138))).configurationDownload();
const configurationArchive = async () => (await __nccwpck_require__.e(/* import() | stored */ 578).then(__nccwpck_require__.bind(__nccwpck_require__, 9198))).configurationArchive();
const configurationSoftDelete = async () => (await __nccwpck_require__.e(/* import() | stored */ 578).then(__nccwpck_require__.bind(__nccwpck_require__, 1364))).configurationSoftDelete();
const configurationRestore = async () => (await __nccwpck_require__.e(/* import() | stored */ 578).then(__nccwpck_require__.bind(__nccwpck_require__, 4390))).configurationRestore();
const configurationPermanentlyDelete = async () => (await __nccwpck_require__.e(/* import() | stored */ 578).then(__nccwpck_require__.bind(__nccwpck_require__, 749))).configurationPermanentlyDelete();
const stateList = async () => (await __nccwpck_require__.e(/* import() | stored */ 578).then(__nccwpck_require__.bind(__nccwpck_require__, 7043))).stateList();
const stateShow = async () => (await __nccwpck_require__.e(/* import() | stored */ 578).then(__nccwpck_require__.bind(__nccwpck_require__, 1130))).stateShow();
const stateDownload = async () => (await __nccwpck_require__.e(/* import() | stored */ 578).then(__nccwpck_require__.bind(__nccwpck_require__, 7855))).stateDownload();
const stateUpload = async () => (await __nccwpck_require__.e(/* import() | stored */ 578).then(__nccwpck_require__.bind(__nccwpck_require__, 5594))).stateUpload();
const stateRollback = async () => (await __nccwpck_require__.e(/* import() | stored */ 578).then(__nccwpck_require__.bind(__nccwpck_require__, 2567))).stateRollback();
const statePost = async () => (await __nccwpck_require__.e(/* import() | stored */ 578).then(__nccwpck_require__.bind(__nccwpck_require__, 1585))).statePost();

var __webpack_exports__configurationArchive = __webpack_exports__.Ns;
var __webpack_exports__configurationDownload = __webpack_exports__.Jc;
var __webpack_exports__configurationList = __webpack_exports__.rn;
var __webpack_exports__configurationPermanentlyDelete = __webpack_exports__.Xv;
var __webpack_exports__configurationRestore = __webpack_exports__.HP;
var __webpack_exports__configurationShow = __webpack_exports__.Ar;
var __webpack_exports__configurationSoftDelete = __webpack_exports__.GJ;
var __webpack_exports__configurationUpload = __webpack_exports__.Sw;
var __webpack_exports__outputs = __webpack_exports__.V4;
var __webpack_exports__run = __webpack_exports__.eF;
var __webpack_exports__runApply = __webpack_exports__.Of;
var __webpack_exports__runCancel = __webpack_exports__.Qf;
var __webpack_exports__runDiscard = __webpack_exports__.m8;
var __webpack_exports__runOverride = __webpack_exports__.vU;
var __webpack_exports__runPost = __webpack_exports__.a2;
var __webpack_exports__runShow = __webpack_exports__.Jh;
var __webpack_exports__runWait = __webpack_exports__.pT;
var __webpack_exports__stateDownload = __webpack_exports__.Q;
var __webpack_exports__stateList = __webpack_exports__.MO;
var __webpack_exports__statePost = __webpack_exports__.WC;
var __webpack_exports__stateRollback = __webpack_exports__.iV;
var __webpack_exports__stateShow = __webpack_exports__.JL;
var __webpack_exports__stateUpload = __webpack_exports__.dD;
var __webpack_exports__workspaces = __webpack_exports__.dh;
export { __webpack_exports__configurationArchive as configurationArchive, __webpack_exports__configurationDownload as configurationDownload, __webpack_exports__configurationList as configurationList, __webpack_exports__configurationPermanentlyDelete as configurationPermanentlyDelete, __webpack_exports__configurationRestore as configurationRestore, __webpack_exports__configurationShow as configurationShow, __webpack_exports__configurationSoftDelete as configurationSoftDelete, __webpack_exports__configurationUpload as configurationUpload, __webpack_exports__outputs as outputs, __webpack_exports__run as run, __webpack_exports__runApply as runApply, __webpack_exports__runCancel as runCancel, __webpack_exports__runDiscard as runDiscard, __webpack_exports__runOverride as runOverride, __webpack_exports__runPost as runPost, __webpack_exports__runShow as runShow, __webpack_exports__runWait as runWait, __webpack_exports__stateDownload as stateDownload, __webpack_exports__stateList as stateList, __webpack_exports__statePost as statePost, __webpack_exports__stateRollback as stateRollback, __webpack_exports__stateShow as stateShow, __webpack_exports__stateUpload as stateUpload, __webpack_exports__workspaces as workspaces };
