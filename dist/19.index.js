export const id = 19;
export const ids = [19];
export const modules = {

/***/ 416:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   t2: () => (/* binding */ lockedNow),
/* harmony export */   yP: () => (/* binding */ underLock)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3916);
/* harmony import */ var _github_saved_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6264);
/* harmony import */ var _tfe_locks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5809);




/** Milliseconds that giving a lock back may take: the service wants to have the newest state first. */
const PATIENCE = 60_000;
/** Writes to a workspace under its lock, and gives the lock back whatever happens. */
async function underLock(world, tfe, { workspace, names, lock, what, upload }, write) {
    checkPermissions(workspace, lock);
    if (!lock)
        return explained(tfe, workspace, write);
    const lockId = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(8).toString('hex');
    world.signal.throwIfAborted();
    // Before the request: if this process does not live to see the answer, the post step has to know whose lock that is.
    _github_saved_js__WEBPACK_IMPORTED_MODULE_2__/* .saved */ ._.ownLock({ workspaceId: workspace.id, ...names, lockId, ...(upload && { upload }) });
    await (0,_tfe_locks_js__WEBPACK_IMPORTED_MODULE_3__/* .takeLock */ .HJ)(tfe, workspace.id, reason(world.env, what, lockId), lockId);
    world.log.info(`Locked the workspace ${workspace.name}.`);
    let written;
    try {
        world.signal.throwIfAborted();
        written = await explained(tfe, workspace, write);
    }
    catch (error) {
        await giveBack(world, tfe, workspace, lockId).catch((problem) => world.log.warning(textOf(problem)));
        throw error;
    }
    await giveBack(world, tfe, workspace, lockId);
    return written;
}
/** Who locks: enough for a person to find the job, and an id that is this step's alone. */
function reason({ GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB }, what, id) {
    const run = `run ${GITHUB_RUN_ID ?? '0'} attempt ${GITHUB_RUN_ATTEMPT ?? '1'}`;
    return `${what} by the GitHub job ${GITHUB_JOB ?? 'unknown'} of ${GITHUB_REPOSITORY ?? 'unknown'}, ${run} [${id}]`;
}
function checkPermissions({ name, locked, permissions }, lock) {
    const known = [
        [
            permissions.createStateVersions === false,
            `the token may not write states of "${name}": give its team the permission to read and write state versions. Organization tokens never may`
        ],
        [
            lock && (permissions.lock === false || permissions.unlock === false),
            `the token may not lock and unlock "${name}": give its team the permission to, or lock it otherwise and set \`lock\` to false`
        ]
    ];
    const problems = known.filter(([stands]) => stands).map(([, why]) => `\`workspace\`: ${why}`);
    if (!lock && !locked) {
        problems.push(`\`lock\`: "${name}" is not locked. Set \`lock\` to true, or lock it before, with the same token`);
    }
    if (problems.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(problems);
}
/** A conflict with who holds the lock, which is mostly what it is about. */
async function explained(tfe, { id, name }, write) {
    try {
        return await write();
    }
    catch (error) {
        if (!_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ApiError */ .hD.is(error, 409, 412))
            throw error;
        const now = await tfe.workspaces.read(id);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RunFailed */ .fI(`${error.message}\nThe workspace ${name} is ${now.locked ? `locked${(0,_tfe_locks_js__WEBPACK_IMPORTED_MODULE_3__/* .holder */ .Lm)(now)}` : 'not locked'}.`, { cause: error });
    }
}
async function giveBack({ log }, tfe, { id, name }, lockId) {
    let taken;
    try {
        taken = await (0,_tfe_locks_js__WEBPACK_IMPORTED_MODULE_3__/* .giveBackLock */ .gF)(tfe, id, lockId, PATIENCE);
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .RunFailed */ .fI(`The workspace ${name} can't be unlocked: ${textOf(error)}\nIt is tried again when the job ends. Until then its state may be the one before.`, { cause: error });
    }
    _github_saved_js__WEBPACK_IMPORTED_MODULE_2__/* .saved */ ._.releaseLock();
    if (taken === undefined)
        log.info(`Unlocked the workspace ${name}.`);
    else
        log.warning(`Somebody else has unlocked the workspace ${name} meanwhile${lockedNow(taken)}.`);
}
/** Who holds the lock instead, if anybody. */
const lockedNow = (workspace) => workspace.locked ? `; it is locked${(0,_tfe_locks_js__WEBPACK_IMPORTED_MODULE_3__/* .holder */ .Lm)(workspace)}` : '';
const textOf = (error) => (error instanceof Error ? error.message : String(error));


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


/***/ }),

/***/ 5809:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HJ: () => (/* binding */ takeLock),
/* harmony export */   Lm: () => (/* binding */ holder),
/* harmony export */   gF: () => (/* binding */ giveBackLock),
/* harmony export */   v9: () => (/* binding */ holds)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9455);


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

/***/ 3460:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ createOnce)
/* harmony export */ });
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9455);
/* harmony import */ var _state_content_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7704);


/** Looks for a version whose creation was not answered, and milliseconds between them. */
const LOOKS = 3;
const BETWEEN_LOOKS = 2_000;
/** Asks for a state version once. Where no answer comes, it is looked for among the newer ones before it is asked for again. */
async function createOnce(tfe, creation) {
    for (let left = 2;; left--) {
        try {
            return await creation.ask();
        }
        catch (error) {
            if (!(0,_retry_js__WEBPACK_IMPORTED_MODULE_0__/* .mayBeDone */ .VH)(error))
                throw error;
            const found = await find(tfe, creation);
            if (found !== undefined)
                return found;
            if (left <= 1)
                throw error;
        }
    }
}
async function find(tfe, { place, newestId, isIt }) {
    for (let looks = 1;; looks++) {
        for (const version of await (0,_state_content_js__WEBPACK_IMPORTED_MODULE_1__/* .newestOf */ .su)(tfe, place)) {
            if (version.id === newestId)
                break;
            if (await isIt(version))
                return version;
        }
        if (looks >= LOOKS)
            return undefined;
        await tfe.http.connection.clock.sleep(BETWEEN_LOOKS);
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


/***/ }),

/***/ 9356:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vz: () => (/* binding */ finishUpload),
/* harmony export */   bd: () => (/* binding */ finalized),
/* harmony export */   jh: () => (/* binding */ uploadState),
/* harmony export */   ne: () => (/* binding */ withdraw)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _blobs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9455);
/* harmony import */ var _state_creation_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3460);
/* harmony import */ var _state_content_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7704);
/* harmony import */ var _state_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3115);






/** Versions that are made for an upload of its own, before the state is sent with the request that makes one. */
const VERSIONS = 2;
/** Times that one upload URL is tried, and milliseconds between them. */
const TRIES = 3;
const BETWEEN_TRIES = 1_000;
/** What servers say that take a state only with the request that makes its version: Terraform Enterprise before v202307-1. */
const WANTS_STATE = 'param is missing or the value is empty: state';
/** Milliseconds that a state may take from its upload to `finalized`. */
const PROCESSING = 300_000;
const FIRST_POLL = 250;
const LONGEST_POLL = 2_000;
/**
 * Makes a state version and uploads the state to it. Once begun this is not given up half-way: the service does not unlock a workspace whose
 * newest state is pending. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions#create-a-state-version
 */
async function uploadState(tfe, upload) {
    let isPending = false;
    try {
        for (let left = VERSIONS; left > 0; left--) {
            const created = await announce(tfe, upload);
            if (created === undefined)
                break;
            isPending = true;
            // A newer version takes the place of one that is pending.
            if (await deliver(tfe, created, upload.file))
                return created;
        }
        return await create(tfe, upload, upload.file.bytes);
    }
    catch (error) {
        if (isPending)
            await withdraw(tfe, upload, upload.file.serial).catch(() => undefined);
        throw error;
    }
}
/** A version whose state is to follow. Undefined where the server wants it at once. */
async function announce(tfe, upload) {
    try {
        return await create(tfe, upload);
    }
    catch (error) {
        const texts = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD ? error.problems.map(({ title, detail }) => detail ?? title) : [];
        if (texts.some(text => text.includes(WANTS_STATE)))
            return undefined;
        throw error;
    }
}
/** A version of the file, with its state or to be followed by it. */
function create(tfe, upload, state) {
    const { workspaceId, file, force, runId, newestId } = upload;
    const { serial, md5, lineage } = file;
    const version = { serial, md5, lineage, force, runId, ...(state !== undefined && { state }) };
    return (0,_state_creation_js__WEBPACK_IMPORTED_MODULE_3__/* .createOnce */ .U)(tfe, {
        place: upload,
        newestId,
        ask: () => tfe.stateVersions.create(workspaceId, version),
        isIt: async (found) => {
            if (found.serial !== serial)
                return false;
            if (found.status !== 'finalized')
                return found.status === 'pending' && state === undefined;
            return (await (0,_state_content_js__WEBPACK_IMPORTED_MODULE_4__/* .readState */ .un)(tfe, found))?.equals(file.bytes) ?? false;
        }
    });
}
/** Uploads to one version. False where that can't be done: no URL, one that is of no use any more, or no answer there. */
async function deliver(tfe, { id, uploadUrl, status }, file) {
    if (status === 'finalized')
        return true;
    if (uploadUrl === undefined)
        return false;
    for (let left = TRIES; left > 0; left--) {
        try {
            await (0,_blobs_js__WEBPACK_IMPORTED_MODULE_1__/* .putBlob */ .HT)(tfe.http, uploadUrl, new Blob([file.bytes]));
            return true;
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .NetworkError */ .Dr || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD))
                throw error;
            // Too large, or not what was announced: no other way would change that.
            if (_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD.is(error, 413, 422))
                throw error;
            // The URL goes when it is used: then the upload arrived, and its answer was lost.
            const after = await tfe.stateVersions.read(id);
            if (after.status !== 'pending' || after.uploadUrl === undefined)
                return true;
            if (!(0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .mayBeDone */ .VH)(error))
                return false;
            await tfe.http.connection.clock.sleep(BETWEEN_TRIES);
        }
    }
    return false;
}
/** Ends what a step has begun that did not live to end it: uploads the state to the version that awaits it. Undefined where none does. */
async function finishUpload(tfe, place, file) {
    const [newest] = await (0,_state_content_js__WEBPACK_IMPORTED_MODULE_4__/* .newestOf */ .su)(tfe, place);
    if (newest?.status !== 'pending' || newest.serial !== file.serial)
        return undefined;
    return (await deliver(tfe, newest, file)) ? newest : undefined;
}
/**
 * Puts the state that there was before in the place of one that is announced and will not come, so that the workspace can be unlocked. The
 * same serial with the same content is no change. False where nothing of that serial is awaited, and where there was no state before.
 */
async function withdraw(tfe, place, serial) {
    const [newest, ...older] = await (0,_state_content_js__WEBPACK_IMPORTED_MODULE_4__/* .newestOf */ .su)(tfe, place);
    // Without its URL, a pending version has its upload already and is looked at.
    const isAwaited = newest?.status === 'pending' && newest.serial === serial && newest.uploadUrl !== undefined;
    const before = older.find(({ status }) => status === 'finalized');
    const state = isAwaited && before ? await (0,_state_content_js__WEBPACK_IMPORTED_MODULE_4__/* .readState */ .un)(tfe, before) : undefined;
    const head = state && (0,_state_file_js__WEBPACK_IMPORTED_MODULE_5__/* .headOf */ .Uo)(state);
    if (state === undefined || typeof head !== 'object')
        return false;
    await tfe.stateVersions.create(place.workspaceId, { ...head, state });
    return true;
}
/** Waits until the service has a state for good. A status that nobody has heard of is not the end. */
async function finalized(tfe, first, signal) {
    const { clock } = tfe.http.connection;
    const end = clock.now() + PROCESSING;
    let version = first;
    for (let delay = FIRST_POLL; version.status !== 'finalized'; delay = Math.min(LONGEST_POLL, delay * 2)) {
        if (version.status === 'discarded')
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RunFailed */ .fI(`State version ${version.id} was discarded: a newer one took its place.`);
        if (clock.now() > end) {
            const minutes = PROCESSING / 60_000;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RunFailed */ .fI(`State version ${version.id} is ${version.status}, ${minutes} minutes after its upload.`);
        }
        await clock.sleep(delay, signal);
        version = await tfe.stateVersions.read(version.id, { signal });
    }
    return version;
}


/***/ })

};
