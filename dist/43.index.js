export const id = 43;
export const ids = [43];
export const modules = {

/***/ 9590:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ listed),
/* harmony export */   i: () => (/* binding */ limitInput)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(617);
/* harmony import */ var _tfe_document_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9876);



/** The most that is asked for: ten pages. */
const HIGHEST = 1_000;
/** How many of a list, newest first. */
function limitInput(input) {
    const value = input.text('limit') ?? '';
    const limit = /^\d{1,9}$/.test(value) ? Number(value) : 0;
    if (limit < 1 || limit > HIGHEST)
        input.reject('limit', `"${value}" is no number from 1 to ${HIGHEST}`);
    return limit;
}
/** Resources as one JSON array, in the API's own words. */
function listed(found) {
    const text = `[${found.map(({ resource }) => (0,_tfe_document_js__WEBPACK_IMPORTED_MODULE_2__/* .toJson */ .aB)(resource)).join(',')}]`;
    if ((0,_github_results_js__WEBPACK_IMPORTED_MODULE_1__/* .fitsAnOutput */ .Jt)(text))
        return text;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz([
        `\`limit\`: the ${found.length} that were found are ${text.length} characters of JSON, more than GitHub takes for an output. Ask for fewer`
    ]);
}


/***/ }),

/***/ 7043:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   STATE_LIST: () => (/* binding */ STATE_LIST),
/* harmony export */   stateList: () => (/* binding */ stateList),
/* harmony export */   stateListInputs: () => (/* binding */ stateListInputs)
/* harmony export */ });
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5446);
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(617);
/* harmony import */ var _tfe_pages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(701);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4175);
/* harmony import */ var _listed_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9590);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2010);






const STATE_LIST = ['state-versions'];
/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions#state-version-status */
const STATUSES = [
    'pending',
    'finalized',
    'discarded',
    'backing_data_soft_deleted',
    'backing_data_permanently_deleted'
];
const stateListInputs = (read, env) => (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(read, input => ({
    connection: (0,_connection_js__WEBPACK_IMPORTED_MODULE_3__/* .connectionInputs */ .eu)(input, env),
    ...(0,_connection_js__WEBPACK_IMPORTED_MODULE_3__/* .workspaceInputs */ .XW)(input, env),
    limit: (0,_listed_js__WEBPACK_IMPORTED_MODULE_4__/* .limitInput */ .i)(input),
    statuses: statuses(input)
}));
function statuses(input) {
    const given = input.lines('status');
    for (const status of given.filter(each => !STATUSES.includes(each)))
        input.reject('status', `"${status}" is none of ${STATUSES.join(', ')}`);
    return given;
}
/** Lists a workspace's state versions, newest first. */
const stateList = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_5__/* .main */ .iW)(async (world) => {
    const { connection, organization, workspace, limit, statuses } = stateListInputs(world.read, world.env);
    const tfe = (0,_main_js__WEBPACK_IMPORTED_MODULE_5__/* .connect */ .Ng)(world, connection);
    const filter = { statuses, count: limit };
    const list = tfe.stateVersions.list(organization, workspace, filter, { signal: world.signal });
    const found = await (0,_tfe_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .first */ .$1)(list, limit);
    new _github_results_js__WEBPACK_IMPORTED_MODULE_1__/* .Results */ .nB(world.log, STATE_LIST).set('state-versions', (0,_listed_js__WEBPACK_IMPORTED_MODULE_4__/* .listed */ .K)(found));
    world.log.info(`${found.length} of the state versions of ${workspace}, newest first`);
    for (const { id, serial, status, createdAt } of found)
        world.log.info(`${id}  serial ${serial ?? 'unknown'}  ${status}  ${createdAt ?? ''}`);
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


/***/ })

};
