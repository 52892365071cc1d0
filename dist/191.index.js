export const id = 191;
export const ids = [191];
export const modules = {

/***/ 8191:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  CONFIGURATION_DOWNLOAD: () => (/* binding */ CONFIGURATION_DOWNLOAD),
  configurationDownload: () => (/* binding */ configurationDownload),
  configurationDownloadInputs: () => (/* binding */ configurationDownloadInputs)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/github/inputs.ts
var inputs = __webpack_require__(5446);
// EXTERNAL MODULE: ./src/github/results.ts
var results = __webpack_require__(617);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./node_modules/tar/dist/esm/unpack.js + 19 modules
var unpack = __webpack_require__(9305);
;// CONCATENATED MODULE: ./src/slug/entries.ts
const MOST = 500_000;
/** Judges each entry of an archive before anything of it is written. */
class Entries {
    /** Files and links; directories don't count. */
    files = 0;
    links = [];
    leftOut = [];
    /** What makes all of the archive unfit. From there on, nothing more is written. */
    refusal;
    #count = 0;
    /** Whether an entry is to be written now. */
    take(entry) {
        this.refusal ??= refusal(entry.path, ++this.#count);
        if (this.refusal !== undefined || objection(entry) !== undefined)
            return false;
        const isDirectory = entry.type === 'Directory';
        if (!isDirectory)
            this.files++;
        if (entry.type === 'SymbolicLink') {
            this.links.push({ path: entry.path, target: entry.linkpath ?? '' });
            return false;
        }
        // No setuid, and whoever unpacks can read and write what they have.
        entry.mode = ((entry.mode ?? 0o644) & 0o777) | (isDirectory ? 0o700 : 0o600);
        return true;
    }
    /** Notes what was not taken, or is of a kind that nobody knows. What describes other entries is no loss. */
    leave(entry) {
        const why = objection(entry);
        if (!entry.meta && why !== undefined)
            this.leftOut.push(`${entry.path} (${why})`);
    }
}
function refusal(path, count) {
    if (count > MOST)
        return `it has more than ${MOST} entries`;
    return isInside(path) ? undefined : `its entry ${JSON.stringify(path)} leads out of the directory`;
}
const isAbsolute = (name) => /^([/\\]|[A-Za-z]:)/.test(name);
const isInside = (name) => !isAbsolute(name) && !name.split(/[/\\]/).includes('..');
function objection({ type, path, linkpath = '' }) {
    if (['File', 'OldFile', 'ContiguousFile', 'Directory'].includes(type))
        return undefined;
    if (type === 'Link')
        return 'a hard link';
    if (type !== 'SymbolicLink')
        return 'neither a file, a directory nor a link';
    return staysInside(path, linkpath) ? undefined : `a link to ${linkpath}, which may lead elsewhere`;
}
/**
 * Whether a link leads nowhere but into the directory. It may go up at its beginning alone, as far as it lies deep: after a name that is itself
 * a link, going up leads to wherever that one points.
 */
function staysInside(path, target) {
    if (isAbsolute(target))
        return false;
    const names = target.split('/').filter(isName);
    const down = names.findIndex(name => name !== '..');
    const up = down < 0 ? names.length : down;
    return up < path.split('/').filter(isName).length && !names.slice(up).includes('..');
}
/** A part of a path that leads somewhere. */
const isName = (name) => name !== '' && name !== '.';

;// CONCATENATED MODULE: ./src/slug/unpack.ts
/** What was downloaded as a directory again. An archive comes from elsewhere: nothing in it is written outside of that directory. */









/** Bytes that an archive may unpack to, and how many for each of its own; below the floor, any number. */
const MOST_BYTES = 4 * 2 ** 30;
const MOST_RATIO = 200;
const RATIO_FLOOR = 64 * 2 ** 20;
/** Unpacks a .tar.gz into a directory that is not there yet or empty. It appears whole or not at all. */
async function unpack_unpack(archive, directory, signal) {
    const temporary = await beside(directory);
    try {
        const { size } = await (0,promises_.stat)(archive);
        const entries = new Entries();
        await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(archive), (0,external_node_zlib_.createGunzip)(), bounded(size), into(temporary, entries), { signal });
        if (entries.refusal !== undefined)
            throw new errors/* RunFailed */.fI(`The archive is not unpacked: ${entries.refusal}.`);
        for (const link of entries.links)
            await makeLink(temporary, link);
        await (0,promises_.chmod)(temporary, 0o755);
        await (0,promises_.rename)(temporary, directory);
        return { files: entries.files, leftOut: entries.leftOut };
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { recursive: true, force: true, maxRetries: 3 });
        signal.throwIfAborted();
        if (error instanceof errors/* InputError */.dz || error instanceof errors/* RunFailed */.fI)
            throw error;
        const why = Error.isError(error) ? error.message : String(error);
        throw new errors/* RunFailed */.fI(`The archive can't be unpacked: ${why}`, { cause: error });
    }
}
async function beside(directory) {
    try {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(directory), { recursive: true });
        return await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_path_.dirname)(directory), `.${(0,external_node_path_.basename)(directory)}.`));
    }
    catch (error) {
        throw new errors/* InputError */.dz([`\`path\`: ${directory} can't be made: ${error.message}`], { cause: error });
    }
}
/** Ends what would fill the disk: a small archive can unpack to anything. */
function bounded(compressed) {
    let bytes = 0;
    return new external_node_stream_.Transform({
        transform(chunk, _encoding, done) {
            bytes += chunk.length;
            const isBomb = bytes > RATIO_FLOOR && bytes > compressed * MOST_RATIO;
            if (bytes <= MOST_BYTES && !isBomb)
                done(null, chunk);
            else {
                done(new errors/* RunFailed */.fI(`The archive of ${compressed} bytes is not unpacked: it is more than ${MOST_RATIO} times as large unpacked, or more than ` +
                    `${MOST_BYTES / 2 ** 30} GiB. Without \`extract\`, it is kept as it is.`));
            }
        }
    });
}
/**
 * Takes a tar, and writes its entries as they come. It is done with each chunk when it returns: what fails fails there, and nothing is
 * written behind the back of whoever clears up.
 */
function into(directory, entries) {
    const unpacker = new unpack/* UnpackSync */.U({
        cwd: directory,
        strict: true,
        // What is in the archive is a tar: it is not searched for another compression.
        gzip: false,
        brotli: false,
        zstd: false,
        preserveOwner: false,
        filter: (_path, entry) => entries.take(entry)
    });
    unpacker.on('ignoredEntry', (entry) => entries.leave(entry));
    let isOver = false;
    unpacker.on('eof', () => (isOver = true));
    const failures = [];
    unpacker.on('error', (error) => failures.push(error));
    return async (chunks) => {
        try {
            for await (const chunk of chunks) {
                // What follows the end of a tar is nothing. The unpacker would gather all of it.
                if (!isOver)
                    unpacker.write(chunk);
                if (failures[0] !== undefined)
                    throw failures[0];
            }
        }
        finally {
            // Closes the file that it is at.
            unpacker.end();
        }
        if (failures[0] !== undefined)
            throw failures[0];
    };
}
/** Links come last, so that nothing is written through one. */
async function makeLink(root, { path, target }) {
    const names = path.split('/').filter(isName);
    for (let depth = 1; depth < names.length; depth++) {
        const parent = (0,external_node_path_.join)(root, ...names.slice(0, depth));
        await (0,promises_.mkdir)(parent).catch(() => undefined);
        if (!(await (0,promises_.lstat)(parent)).isDirectory())
            throw behind(path);
    }
    await (0,promises_.symlink)(target, (0,external_node_path_.join)(root, ...names)).catch(() => Promise.reject(behind(path)));
}
const behind = (path) => new errors/* RunFailed */.fI(`The archive is not unpacked: its link ${JSON.stringify(path)} is something else as well.`);

// EXTERNAL MODULE: ./src/tfe/configuration-versions.ts
var configuration_versions = __webpack_require__(1161);
// EXTERNAL MODULE: ./src/tfe/save.ts
var save = __webpack_require__(9952);
// EXTERNAL MODULE: ./src/actions/connection.ts
var connection = __webpack_require__(4175);
// EXTERNAL MODULE: ./src/actions/main.ts + 16 modules
var main = __webpack_require__(2010);
// EXTERNAL MODULE: ./src/actions/path-inputs.ts
var path_inputs = __webpack_require__(2856);
;// CONCATENATED MODULE: ./src/actions/configuration-download.ts












const CONFIGURATION_DOWNLOAD = ['path'];
const configurationDownloadInputs = (read, env) => (0,inputs/* parse */.qg)(read, input => {
    const extract = input.flag('extract');
    return {
        connection: (0,connection/* connectionInputs */.eu)(input, env),
        of: versionInput(input),
        extract,
        target: extract ? (0,path_inputs/* newDirectoryInput */.k5)(input, env) : (0,path_inputs/* targetInput */.Mn)(input, env)
    };
});
function versionInput(input) {
    const runId = input.text('run-id');
    if (runId !== undefined && input.text('configuration-version-id') !== undefined)
        input.reject('run-id', 'not possible beside `configuration-version-id`: give one of them');
    if (runId === undefined)
        return { id: input.id('configuration-version-id', 'cv-') };
    return { runId: input.id('run-id', 'run-') };
}
/** Downloads what was uploaded to be run, as an archive or unpacked. */
const configurationDownload = (outside) => (0,main/* main */.iW)(async (world) => {
    const { connection, of, extract, target } = configurationDownloadInputs(world.read, world.env);
    const tfe = (0,main/* connect */.Ng)(world, connection);
    if (extract)
        await downloadAndUnpack(world, tfe, of, target);
    else
        await downloadArchive(world, tfe, of, target);
    new results/* Results */.nB(world.log, CONFIGURATION_DOWNLOAD).set('path', target);
    world.log.info(`The configuration is in ${target}`);
}, outside);
async function downloadAndUnpack(world, tfe, of, target) {
    const temporary = await (0,promises_.mkdtemp)((0,external_node_path_.join)(world.env.RUNNER_TEMP ?? (0,external_node_os_.tmpdir)(), 'configuration-'));
    try {
        const archive = (0,external_node_path_.join)(temporary, 'configuration.tar.gz');
        await downloadArchive(world, tfe, of, archive);
        const { files, leftOut } = await unpack_unpack(archive, target, world.signal);
        world.log.info(`Unpacked ${files} ${files === 1 ? 'file' : 'files'}.`);
        if (leftOut.length > 0)
            world.log.warning(`Left out of the archive: ${leftOut.join(', ')}.`);
    }
    finally {
        await (0,promises_.rm)(temporary, { recursive: true, force: true });
    }
}
async function downloadArchive({ signal }, tfe, of, target) {
    const route = (0,configuration_versions/* archivePath */.o)(of);
    try {
        await (0,save/* save */.U)(tfe.http, tfe.http.url(route), route, { target, signal });
    }
    catch (error) {
        if (!errors/* ApiError */.hD.is(error, 404) || !('id' in of))
            throw error;
        const { status } = await tfe.configurationVersions.read(of.id, { signal });
        if (status === 'uploaded')
            throw error;
        throw new errors/* RunFailed */.fI(`Configuration version ${of.id} is ${status}: only one that is uploaded has an archive.`, {
            cause: error
        });
    }
}


/***/ }),

/***/ 2856:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mn: () => (/* binding */ targetInput),
/* harmony export */   gm: () => (/* binding */ pathInput),
/* harmony export */   k5: () => (/* binding */ newDirectoryInput)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);


/** The input `path`, below the checkout where it is relative. */
const pathInput = (input, env, why) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(env.GITHUB_WORKSPACE ?? '.', input.required('path', why));
/** The input `path`, as that of a file that may be written. */
function targetInput(input, env) {
    const path = pathInput(input, env, 'say where the file is to be');
    if (input.text('path') === undefined)
        return path;
    if (found(path)?.isDirectory() === true)
        input.reject('path', `${path} is a directory: name a file`);
    rejectObstacle(input, path);
    return path;
}
/** The input `path`, as that of a directory that is to be made. What is there already would be mixed with what comes. */
function newDirectoryInput(input, env) {
    const path = pathInput(input, env, 'say which directory is to be made');
    if (input.text('path') === undefined)
        return path;
    const there = found(path);
    if (there !== undefined && (!there.isDirectory() || (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(path).length > 0))
        input.reject('path', `${path} is there already: name a directory that is not, or is empty`);
    else if (path === (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(env.GITHUB_WORKSPACE ?? '.'))
        input.reject('path', `${path} is the checkout itself: name a directory in it`);
    rejectObstacle(input, path);
    return path;
}
const found = (path) => {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false });
    }
    catch {
        return undefined;
    }
};
/** Directories on the way are made, but not where a file is in their place. */
function rejectObstacle(input, path) {
    let parent = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
    while (found(parent) === undefined && parent !== (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(parent))
        parent = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(parent);
    if (found(parent)?.isDirectory() === false)
        input.reject('path', `${parent} is a file, so that ${path} can't be`);
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


/***/ })

};
