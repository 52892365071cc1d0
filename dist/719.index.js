export const id = 719;
export const ids = [719];
export const modules = {

/***/ 1827:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CONFIGURATION_UPLOAD: () => (/* binding */ CONFIGURATION_UPLOAD),
/* harmony export */   configurationUpload: () => (/* binding */ configurationUpload),
/* harmony export */   configurationUploadInputs: () => (/* binding */ configurationUploadInputs)
/* harmony export */ });
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5446);
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(617);
/* harmony import */ var _slug_working_directory_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5450);
/* harmony import */ var _configuration_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1312);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4175);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2010);
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






const CONFIGURATION_UPLOAD = [
    'configuration-version-id',
    'configuration-version-status',
    'archive-bytes',
    'archive-files'
];
const configurationUploadInputs = (read, env) => (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(read, input => {
    const inputs = {
        connection: (0,_connection_js__WEBPACK_IMPORTED_MODULE_4__/* .connectionInputs */ .eu)(input, env),
        ...(0,_connection_js__WEBPACK_IMPORTED_MODULE_4__/* .workspaceInputs */ .XW)(input, env),
        directory: input.text('directory') ?? env.GITHUB_WORKSPACE ?? '.',
        speculative: input.flag('speculative'),
        provisional: input.flag('provisional'),
        autoQueueRuns: input.flag('auto-queue-runs')
    };
    if (inputs.speculative && inputs.provisional)
        input.reject('provisional', 'no effect beside `speculative`: what is never applied never becomes current');
    return inputs;
});
/** Uploads a directory as a configuration version, for runs that others make. */
const configurationUpload = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_5__/* .main */ .iW)(async (world) => {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { connection, organization, workspace: name, directory, ...version } = configurationUploadInputs(world.read, world.env);
        const tfe = (0,_main_js__WEBPACK_IMPORTED_MODULE_5__/* .connect */ .Ng)(world, connection);
        const lookup = tfe.workspaces.readByName(organization, name, { signal: world.signal }).then(workspace => {
            (0,_slug_working_directory_js__WEBPACK_IMPORTED_MODULE_2__/* .checkWorkingDirectory */ .d)(directory, workspace.workingDirectory, workspace.name);
            return workspace;
        });
        const packed = __addDisposableResource(env_1, await (0,_configuration_js__WEBPACK_IMPORTED_MODULE_3__/* .packDirectory */ .j)(world, directory, lookup), true);
        const { id, status } = await (0,_configuration_js__WEBPACK_IMPORTED_MODULE_3__/* .uploadArchive */ .w)(world, tfe, await lookup, packed.archive, version);
        const results = new _github_results_js__WEBPACK_IMPORTED_MODULE_1__/* .Results */ .nB(world.log, CONFIGURATION_UPLOAD);
        results.set('configuration-version-id', id);
        results.set('configuration-version-status', status);
        results.set('archive-bytes', packed.archive.bytes);
        results.set('archive-files', packed.archive.files);
        world.log.info(`Configuration version ${id} is ${status}.`);
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
}, outside);


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
