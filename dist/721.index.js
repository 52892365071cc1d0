export const id = 721;
export const ids = [721];
export const modules = {

/***/ 8721:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OUTPUTS: () => (/* binding */ OUTPUTS),
/* harmony export */   outputs: () => (/* binding */ outputs),
/* harmony export */   outputsInputs: () => (/* binding */ outputsInputs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5446);
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(617);
/* harmony import */ var _run_outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3815);
/* harmony import */ var _tfe_state_versions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8984);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4175);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2010);
/* harmony import */ var _state_inputs_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1722);
/* harmony import */ var _terraform_outputs_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3468);









const OUTPUTS = _github_results_js__WEBPACK_IMPORTED_MODULE_2__/* .EXPORTS */ .If;
const outputsInputs = (read, env) => (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .parse */ .qg)(read, input => ({
    connection: (0,_connection_js__WEBPACK_IMPORTED_MODULE_5__/* .connectionInputs */ .eu)(input, env),
    of: (0,_state_inputs_js__WEBPACK_IMPORTED_MODULE_7__/* .stateVersionInputs */ .n)(input, env),
    names: [...new Set(input.lines('names'))],
    exports: (0,_terraform_outputs_js__WEBPACK_IMPORTED_MODULE_8__/* .exportInputs */ .WB)(input)
}));
/** Exports Terraform's outputs, without a run. */
const outputs = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_6__/* .main */ .iW)(async (world) => {
    const { connection, of, names, exports } = outputsInputs(world.read, world.env);
    const isWanted = ({ name }) => names.length === 0 || names.includes(name);
    const reveal = output => exports.sensitive === 'mask' && isWanted(output);
    const found = await find(world, (0,_main_js__WEBPACK_IMPORTED_MODULE_6__/* .connect */ .Ng)(world, connection), of, reveal);
    const problems = objections(names, found.outputs, exports.sensitive);
    if (problems.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(problems);
    const results = new _github_results_js__WEBPACK_IMPORTED_MODULE_2__/* .Results */ .nB(world.log, OUTPUTS);
    results.set('state-version-id', found.stateVersionId);
    const exported = found.outputs.filter(isWanted);
    await (0,_terraform_outputs_js__WEBPACK_IMPORTED_MODULE_8__/* .exportAll */ .kK)(world, exported, exports, results);
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
        const stateVersion = await tfe.stateVersions.read(of.stateVersionId, { ..._tfe_state_versions_js__WEBPACK_IMPORTED_MODULE_4__/* .WITH_OUTPUTS */ .u, signal });
        return { stateVersionId: stateVersion.id, ...(await (0,_run_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .readOutputs */ .T7)(tfe, stateVersion, reveal, signal)) };
    }
    const workspace = await tfe.workspaces.readByName(of.organization, of.workspace, { signal });
    const current = await tfe.stateVersions.readCurrent(workspace.id, { ..._tfe_state_versions_js__WEBPACK_IMPORTED_MODULE_4__/* .WITH_OUTPUTS */ .u, signal });
    if (current !== undefined) {
        return { stateVersionId: current.id, ...(await (0,_run_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .readOutputs */ .T7)(tfe, current, reveal, signal)) };
    }
    checkPermission(workspace);
    // A token that may read outputs alone is told nothing of the state that they are of.
    const listed = await currentOutputs(tfe, workspace, signal);
    if (listed === undefined)
        log.info('The workspace has no state yet, and so no outputs.');
    return { stateVersionId: undefined, outputs: await (0,_run_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .revealed */ .Dr)(tfe, listed ?? [], reveal, signal) };
}
function checkPermission({ name, permissions }) {
    if (permissions.readStateOutputs === false) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz([
            `\`workspace\`: the token may not read outputs of "${name}": give its team the permission to read state outputs`
        ]);
    }
}
/** Milliseconds that the service may take to extract the outputs of a new state. */
const PROCESSING = 300_000;
/** The service answers 503 until it has extracted them. */
async function currentOutputs(tfe, { id }, signal) {
    const { clock } = tfe.http.connection;
    const end = clock.now() + PROCESSING;
    for (;;) {
        try {
            return await tfe.stateVersionOutputs.readCurrent(id, { signal });
        }
        catch (error) {
            // Each reading has waited for seconds by itself.
            if (!_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD.is(error, 503) || clock.now() > end)
                throw error;
        }
    }
}


/***/ }),

/***/ 1722:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ findStateVersion),
/* harmony export */   n: () => (/* binding */ stateVersionInputs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4175);


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

/***/ 3468:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VP: () => (/* binding */ exportOutputs),
/* harmony export */   WB: () => (/* binding */ exportInputs),
/* harmony export */   kK: () => (/* binding */ exportAll)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _github_masks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2290);
/* harmony import */ var _run_outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3815);



const exportInputs = (input) => {
    const prefix = input.text('output-prefix') ?? '';
    if (!/^[\w-]*$/.test(prefix))
        input.reject('output-prefix', `"${prefix}" may have letters, digits, _ and - alone`);
    return { prefix, sensitive: input.choice('sensitive-outputs', ['omit', 'mask']) };
};
/** Exports the outputs of a state version; none where there is no state yet. Gives them as people may see them. */
async function exportOutputs(world, tfe, stateVersion, exports, results) {
    const isAsked = () => exports.sensitive === 'mask';
    const all = stateVersion ? (await (0,_run_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .readOutputs */ .T7)(tfe, stateVersion, isAsked, world.signal)).outputs : [];
    if (stateVersion === undefined)
        world.log.info('The workspace has no state yet, and so no outputs.');
    results.set('state-version-id', stateVersion?.id);
    return exportAll(world, all, exports, results);
}
/** Exports outputs that were read, but for sensitive ones that are not asked for. Gives them as people may see them. */
async function exportAll({ env, log }, all, { prefix, sensitive }, results) {
    const isOmitted = (output) => output.sensitive && sensitive === 'omit';
    const omitted = all.filter(isOmitted);
    if (omitted.length > 0) {
        log.info(`Left out, since they are sensitive: ${omitted.map(({ name }) => name).join(', ')}. \`sensitive-outputs: mask\` exports them, masked.`);
    }
    await results.export(all.filter(output => !isOmitted(output)), prefix, env.RUNNER_TEMP ?? (0,node_os__WEBPACK_IMPORTED_MODULE_0__.tmpdir)());
    return all.map(output => ({ name: output.name, text: output.sensitive ? undefined : (0,_github_masks_js__WEBPACK_IMPORTED_MODULE_1__/* .formatOutput */ .V)(output.value) }));
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

/***/ 3815:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dr: () => (/* binding */ revealed),
/* harmony export */   T7: () => (/* binding */ readOutputs)
/* harmony export */ });
/* unused harmony export processed */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _tfe_state_content_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7704);
/* harmony import */ var _tfe_state_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3115);
/* harmony import */ var _tfe_state_versions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8984);




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
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RunFailed */ .fI(`state version ${first.id} was not processed within ${PROCESSING / 60_000} minutes: its outputs are not known`);
        }
        await clock.sleep(delay, signal);
        stateVersion = await tfe.stateVersions.read(first.id, { ..._tfe_state_versions_js__WEBPACK_IMPORTED_MODULE_3__/* .WITH_OUTPUTS */ .u, signal });
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
    return { stateVersion: ready, outputs: await revealed(tfe, outputs, isLeft, signal) };
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
    try {
        const state = await (0,_tfe_state_content_js__WEBPACK_IMPORTED_MODULE_1__/* .readState */ .un)(tfe, stateVersion, signal);
        return state && (0,_tfe_state_file_js__WEBPACK_IMPORTED_MODULE_2__/* .outputValues */ .uN)(state);
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .NetworkError */ .Dr)
            return undefined;
        throw error;
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


/***/ })

};
