export const id = 958;
export const ids = [958];
export const modules = {

/***/ 5686:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HY: () => (/* binding */ readGivenRun),
/* harmony export */   MS: () => (/* binding */ givenRunInputs),
/* harmony export */   gu: () => (/* binding */ settled)
/* harmony export */ });
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5446);
/* harmony import */ var _run_status_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2615);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4175);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2010);
/* harmony import */ var _run_results_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(668);





/** Inputs of an action on one run, which it is given by its id. */
const givenRunInputs = (read, env, build) => (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(read, input => ({
    connection: (0,_connection_js__WEBPACK_IMPORTED_MODULE_2__/* .connectionInputs */ .eu)(input, env),
    runId: input.id('run-id', 'run-'),
    ...build(input)
}));
/** Reads the run, and says which it is. */
async function readGivenRun(world, { connection, runId }) {
    const tfe = (0,_main_js__WEBPACK_IMPORTED_MODULE_3__/* .connect */ .Ng)(world, connection);
    const { run, organization, workspace } = await tfe.runs.locate(runId, { signal: world.signal });
    const isLocated = organization !== undefined && workspace !== undefined;
    const url = isLocated ? (0,_run_results_js__WEBPACK_IMPORTED_MODULE_4__/* .runUrl */ .Vp)(connection.site, organization, workspace, run.id) : undefined;
    world.log.info(`Run ${run.id}${url === undefined ? '' : `: ${url}`}`);
    return { tfe, run, url };
}
/** Milliseconds between two looks at a run that is ending, and that it may take. */
const BETWEEN_LOOKS = 1_500;
const PATIENCE = 300_000;
/** Waits for a run to be over, or to be as `enough` says. What it is after five minutes is what it is. */
async function settled({ clock, signal }, tfe, run, enough = () => false) {
    const end = clock.now() + PATIENCE;
    let latest = await tfe.runs.read(run.id, { signal });
    while ((0,_run_status_js__WEBPACK_IMPORTED_MODULE_1__/* .meaning */ .ak)(latest.status) !== 'ended' && !enough(latest) && clock.now() < end) {
        await clock.sleep(BETWEEN_LOOKS, signal);
        latest = await tfe.runs.read(run.id, { signal });
    }
    return latest;
}


/***/ }),

/***/ 3958:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RUN_WAIT: () => (/* binding */ RUN_WAIT),
/* harmony export */   runWait: () => (/* binding */ runWait),
/* harmony export */   runWaitInputs: () => (/* binding */ runWaitInputs)
/* harmony export */ });
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(617);
/* harmony import */ var _run_outcome_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6497);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9433);
/* harmony import */ var _given_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5686);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2010);
/* harmony import */ var _run_inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7959);
/* harmony import */ var _run_results_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(668);
/* harmony import */ var _terraform_outputs_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3468);








const RUN_WAIT = [..._run_results_js__WEBPACK_IMPORTED_MODULE_6__/* .RUN */ .oq, ..._findings_js__WEBPACK_IMPORTED_MODULE_2__/* .FINDINGS */ .T, ..._github_results_js__WEBPACK_IMPORTED_MODULE_0__/* .EXPORTS */ .If];
const runWaitInputs = (read, env) => (0,_given_run_js__WEBPACK_IMPORTED_MODULE_3__/* .givenRunInputs */ .MS)(read, env, input => ({ ...(0,_run_inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .limitInputs */ .B)(input), exports: (0,_terraform_outputs_js__WEBPACK_IMPORTED_MODULE_7__/* .exportInputs */ .WB)(input) }));
/** Follows a run that was begun elsewhere to where it ends or waits for its confirmation. It is not this step's to end. */
const runWait = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_4__/* .main */ .iW)(async (world) => {
    const inputs = runWaitInputs(world.read, world.env);
    const { tfe, run, url = run.id } = await (0,_given_run_js__WEBPACK_IMPORTED_MODULE_3__/* .readGivenRun */ .HY)(world, inputs);
    const results = new _github_results_js__WEBPACK_IMPORTED_MODULE_0__/* .Results */ .nB(world.log, RUN_WAIT);
    (0,_run_results_js__WEBPACK_IMPORTED_MODULE_6__/* .tell */ .qz)(results, run, url);
    const outcome = await (0,_run_results_js__WEBPACK_IMPORTED_MODULE_6__/* .toItsEnd */ .lj)(world, tfe, run, {
        ...inputs,
        operation: 'plan',
        onTimeout: 'leave',
        onCancel: 'leave'
    });
    (0,_run_results_js__WEBPACK_IMPORTED_MODULE_6__/* .tellOutcome */ .G7)(results, outcome, url);
    const failed = (0,_run_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .failure */ .V2)(outcome, url);
    if (failed)
        throw failed;
    world.log.info(`${(0,_run_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .says */ .FA)(outcome)}.`);
    await (0,_terraform_outputs_js__WEBPACK_IMPORTED_MODULE_7__/* .exportOutputs */ .VP)(world, tfe, await (0,_run_results_js__WEBPACK_IMPORTED_MODULE_6__/* .whatRemains */ .I$)(world, tfe, outcome, run.workspaceId), inputs.exports, results);
}, outside);


/***/ })

};
