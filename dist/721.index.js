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
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4175);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(502);
/* harmony import */ var _state_inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1722);
/* harmony import */ var _terraform_outputs_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3468);








const OUTPUTS = _github_results_js__WEBPACK_IMPORTED_MODULE_2__/* .EXPORTS */ .If;
const outputsInputs = (read, env) => (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .parse */ .qg)(read, input => ({
    connection: (0,_connection_js__WEBPACK_IMPORTED_MODULE_7__/* .connectionInputs */ .eu)(input, env),
    of: (0,_state_inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .stateVersionInputs */ .n)(input, env),
    names: [...new Set(input.lines('names'))],
    exports: (0,_terraform_outputs_js__WEBPACK_IMPORTED_MODULE_6__/* .exportInputs */ .WB)(input)
}));
/** Exports Terraform's outputs, without a run. */
const outputs = () => (0,_main_js__WEBPACK_IMPORTED_MODULE_4__/* .main */ .iW)(async (world) => {
    const { connection, of, names, exports } = outputsInputs(world.read, world.env);
    const isWanted = ({ name }) => names.length === 0 || names.includes(name);
    const reveal = output => exports.sensitive === 'mask' && isWanted(output);
    const found = await find(world, (0,_main_js__WEBPACK_IMPORTED_MODULE_4__/* .connect */ .Ng)(world, connection), of, reveal);
    const problems = objections(names, found.outputs, exports.sensitive);
    if (problems.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(problems);
    const results = new _github_results_js__WEBPACK_IMPORTED_MODULE_2__/* .Results */ .nB(world.log, OUTPUTS);
    results.set('state-version-id', found.stateVersionId);
    const exported = found.outputs.filter(isWanted);
    await (0,_terraform_outputs_js__WEBPACK_IMPORTED_MODULE_6__/* .exportAll */ .kK)(world, exported, exports, results);
    world.log.info(`Outputs: ${exported.map(({ name }) => name).join(', ') || 'none'}`);
});
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
        const stateVersion = await tfe.stateVersions.read(of.stateVersionId, { signal });
        return { stateVersionId: stateVersion.id, ...(await (0,_run_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .readOutputs */ .T7)(tfe, stateVersion, reveal, signal)) };
    }
    const workspace = await tfe.workspaces.readByName(of.organization, of.workspace, { signal });
    const current = await tfe.stateVersions.readCurrent(workspace.id, { signal });
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
/* harmony import */ var _github_masks_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2290);
/* harmony import */ var _run_outputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3815);



const exportInputs = (input) => {
    const prefix = input.text('output-prefix') ?? '';
    if (!/^[\w-]*$/.test(prefix))
        input.reject('output-prefix', `"${prefix}" may have letters, digits, _ and - alone`);
    return { prefix, sensitive: input.choice('sensitive-outputs', ['omit', 'mask']) };
};
/** Exports the outputs of a state version; none where there is no state yet. Gives them as people may see them. */
async function exportOutputs(world, tfe, stateVersion, exports, results) {
    const isAsked = () => exports.sensitive === 'mask';
    const all = stateVersion ? (await (0,_run_outputs_js__WEBPACK_IMPORTED_MODULE_1__/* .readOutputs */ .T7)(tfe, stateVersion, isAsked, world.signal)).outputs : [];
    if (stateVersion === undefined)
        world.log.info('The workspace has no state yet, and so no outputs.');
    results.set('state-version-id', stateVersion?.id);
    return exportAll(world, all, exports, results);
}
/** Exports outputs that were read, but for sensitive ones that are not asked for. Gives them as people may see them. */
async function exportAll({ env, log }, all, { prefix, sensitive }, results) {
    const omitted = all.filter(output => output.sensitive && sensitive === 'omit').map(({ name }) => name);
    if (omitted.length > 0) {
        log.info(`Left out, since they are sensitive: ${omitted.join(', ')}. \`sensitive-outputs: mask\` exports them, masked.`);
    }
    await results.export(all.filter(({ name }) => !omitted.includes(name)), prefix, env.RUNNER_TEMP ?? (0,node_os__WEBPACK_IMPORTED_MODULE_0__.tmpdir)());
    return all.map(output => ({ name: output.name, text: output.sensitive ? undefined : (0,_github_masks_js__WEBPACK_IMPORTED_MODULE_2__/* .formatOutput */ .V)(output.value) }));
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
    const short = texts.values().filter(text => text.length < SHORTEST);
    const tooShort = [...short].some(text => text.trim() !== '');
    return { texts: new Set(texts.values().filter(text => text.trim().length >= SHORTEST && !isWord(text))), tooShort };
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
    /** The runner compares the names of outputs without case: the first one stays. */
    #setByName(name, text) {
        const key = name.toLowerCase();
        if (this.#taken.has(key)) {
            this.#log.warning(`The Terraform output "${name}" is not set under its own name, which is taken: it is in \`outputs\`. Set \`output-prefix\` to tell them apart.`);
            return;
        }
        this.#taken.add(key);
        this.#set([name], text);
    }
    #warnOfDropped(plain) {
        const masked = [...this.#log.masked];
        const dropped = plain.filter(({ value }) => masked.some(text => (0,_masks_js__WEBPACK_IMPORTED_MODULE_3__/* .formatOutput */ .V)(value).includes(text)));
        if (dropped.length === 0)
            return;
        const names = dropped.map(({ name }) => `"${name}"`).join(', ');
        this.#log.warning(`A sensitive value occurs in ${names}. GitHub drops job outputs that hold masked values: for other jobs, these and \`outputs\` are empty.`);
    }
}
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

/** Milliseconds that the service may take to extract the outputs of a state it has accepted. */
const PROCESSING = 300_000;
const FIRST_POLL = 500;
const LONGEST_POLL = 5_000;
/** Requests for sensitive values at a time: far below the 30 a second that a user may make. */
const CONCURRENCY = 5;
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
    const listed = await Array.fromAsync(tfe.stateVersionOutputs.list(ready.id, { signal }));
    return { stateVersion: ready, outputs: await revealed(tfe, listed, reveal, signal) };
}
/** Outputs by name, with the sensitive values that `reveal` asks for. */
async function revealed(tfe, listed, reveal, signal) {
    const outputs = [...listed];
    const withheld = outputs.entries().filter(([, output]) => output.sensitive && reveal(output));
    const next = async () => {
        // The workers share one iterator, and so each takes what no other has.
        for (const [index, { id }] of withheld)
            outputs[index] = await tfe.stateVersionOutputs.read(id, { signal });
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, next));
    return outputs.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}


/***/ })

};
