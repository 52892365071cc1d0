export const id = 934;
export const ids = [934];
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

/***/ 934:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RUN_SHOW: () => (/* binding */ RUN_SHOW),
/* harmony export */   runShow: () => (/* binding */ runShow),
/* harmony export */   runShowInputs: () => (/* binding */ runShowInputs)
/* harmony export */ });
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(617);
/* harmony import */ var _run_status_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2615);
/* harmony import */ var _tfe_document_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9876);
/* harmony import */ var _given_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5686);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2010);
/* harmony import */ var _run_results_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(668);






const RUN_SHOW = ['run', ..._run_results_js__WEBPACK_IMPORTED_MODULE_5__/* .RUN */ .oq];
const runShowInputs = (read, env) => (0,_given_run_js__WEBPACK_IMPORTED_MODULE_3__/* .givenRunInputs */ .MS)(read, env, () => ({}));
/** Tells how a run stands. */
const runShow = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_4__/* .main */ .iW)(async (world) => {
    const { run, url } = await (0,_given_run_js__WEBPACK_IMPORTED_MODULE_3__/* .readGivenRun */ .HY)(world, runShowInputs(world.read, world.env));
    const results = new _github_results_js__WEBPACK_IMPORTED_MODULE_0__/* .Results */ .nB(world.log, RUN_SHOW);
    results.set('run', (0,_tfe_document_js__WEBPACK_IMPORTED_MODULE_2__/* .toJson */ .aB)(run.resource));
    (0,_run_results_js__WEBPACK_IMPORTED_MODULE_5__/* .tell */ .qz)(results, run, url);
    world.log.info(`Run: ${(0,_run_status_js__WEBPACK_IMPORTED_MODULE_1__/* .says */ .FA)(run.status)}`);
}, outside);


/***/ })

};
