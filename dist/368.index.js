export const id = 368;
export const ids = [368];
export const modules = {

/***/ 8368:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  unpack: () => (/* binding */ unpack_unpack)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./node_modules/tar/dist/esm/unpack.js + 19 modules
var unpack = __webpack_require__(9305);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
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


/***/ })

};
