export const id = 985;
export const ids = [985,997];
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

/***/ 2985:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RUN_CANCEL: () => (/* binding */ RUN_CANCEL),
/* harmony export */   runCancel: () => (/* binding */ runCancel),
/* harmony export */   runCancelInputs: () => (/* binding */ runCancelInputs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(617);
/* harmony import */ var _run_status_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2615);
/* harmony import */ var _given_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5686);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2010);
/* harmony import */ var _run_discard_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5997);






const RUN_CANCEL = _run_discard_js__WEBPACK_IMPORTED_MODULE_5__.RUN_DISCARD;
const runCancelInputs = (read, env) => (0,_given_run_js__WEBPACK_IMPORTED_MODULE_3__/* .givenRunInputs */ .MS)(read, env, input => ({ comment: input.text('comment'), force: input.flag('force') }));
/** Cancels a run that is queued or at work. One that is over already is none of its business. */
const runCancel = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_4__/* .main */ .iW)(async (world) => {
    const { comment, force, ...inputs } = runCancelInputs(world.read, world.env);
    const { tfe, run } = await (0,_given_run_js__WEBPACK_IMPORTED_MODULE_3__/* .readGivenRun */ .HY)(world, inputs);
    const results = new _github_results_js__WEBPACK_IMPORTED_MODULE_1__/* .Results */ .nB(world.log, RUN_CANCEL);
    results.set('run-id', run.id);
    results.set('run-status', run.status);
    if ((0,_run_status_js__WEBPACK_IMPORTED_MODULE_2__/* .meaning */ .ak)(run.status) === 'ended') {
        world.log.info(`It is over already: ${(0,_run_status_js__WEBPACK_IMPORTED_MODULE_2__/* .says */ .FA)(run.status)}. Nothing is left to cancel.`);
        return;
    }
    const ended = force ? await byForce(world, tfe, run, comment) : await gracefully(world, tfe, run, comment);
    results.set('run-status', ended.status);
    world.log.info(`Run: ${(0,_run_status_js__WEBPACK_IMPORTED_MODULE_2__/* .says */ .FA)(ended.status)}`);
    if ((0,_run_status_js__WEBPACK_IMPORTED_MODULE_2__/* .meaning */ .ak)(ended.status) !== 'ended') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RunFailed */ .fI('The run has not ended within five minutes. With `force`, it is ended without waiting for Terraform.');
    }
}, outside);
async function gracefully(world, tfe, run, comment) {
    if (!run.actions.cancelable && run.actions.discardable) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RunFailed */ .fI(`A run that is ${(0,_run_status_js__WEBPACK_IMPORTED_MODULE_2__/* .says */ .FA)(run.status)} can't be cancelled. The action run/discard ends what waits.`);
    }
    await tfe.runs.cancel(run.id, comment);
    world.log.info('Asked the run to stop. Terraform ends what it is doing and writes its state.');
    return (0,_given_run_js__WEBPACK_IMPORTED_MODULE_3__/* .settled */ .gu)(world, tfe, run);
}
/** A run may be ended by force only when it has not heeded a cancel for a while. */
async function byForce(world, tfe, run, comment) {
    if (!run.actions.forceCancelable) {
        if (run.actions.cancelable)
            await tfe.runs.cancel(run.id, comment);
        world.log.info('Asked the run to stop. It is ended by force as soon as the service allows that.');
        const asked = await (0,_given_run_js__WEBPACK_IMPORTED_MODULE_3__/* .settled */ .gu)(world, tfe, run, ({ actions }) => actions.forceCancelable);
        if ((0,_run_status_js__WEBPACK_IMPORTED_MODULE_2__/* .meaning */ .ak)(asked.status) === 'ended' || !asked.actions.forceCancelable)
            return asked;
    }
    await tfe.runs.forceCancel(run.id, comment);
    return (0,_given_run_js__WEBPACK_IMPORTED_MODULE_3__/* .settled */ .gu)(world, tfe, run);
}


/***/ }),

/***/ 5997:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RUN_DISCARD: () => (/* binding */ RUN_DISCARD),
/* harmony export */   runDiscard: () => (/* binding */ runDiscard),
/* harmony export */   runDiscardInputs: () => (/* binding */ runDiscardInputs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(617);
/* harmony import */ var _run_status_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2615);
/* harmony import */ var _given_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5686);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2010);





const RUN_DISCARD = ['run-id', 'run-status'];
const runDiscardInputs = (read, env) => (0,_given_run_js__WEBPACK_IMPORTED_MODULE_3__/* .givenRunInputs */ .MS)(read, env, input => ({ comment: input.text('comment') }));
/** Discards a run that waits. One that is over already is none of its business. */
const runDiscard = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_4__/* .main */ .iW)(async (world) => {
    const { comment, ...inputs } = runDiscardInputs(world.read, world.env);
    const { tfe, run } = await (0,_given_run_js__WEBPACK_IMPORTED_MODULE_3__/* .readGivenRun */ .HY)(world, inputs);
    const results = new _github_results_js__WEBPACK_IMPORTED_MODULE_1__/* .Results */ .nB(world.log, RUN_DISCARD);
    results.set('run-id', run.id);
    results.set('run-status', run.status);
    if ((0,_run_status_js__WEBPACK_IMPORTED_MODULE_2__/* .meaning */ .ak)(run.status) === 'ended') {
        world.log.info(`It is over already: ${(0,_run_status_js__WEBPACK_IMPORTED_MODULE_2__/* .says */ .FA)(run.status)}. Nothing is left to discard.`);
        return;
    }
    if (!run.actions.discardable) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RunFailed */ .fI(`A run that is ${(0,_run_status_js__WEBPACK_IMPORTED_MODULE_2__/* .says */ .FA)(run.status)} can't be discarded. The action run/cancel ends what is at work.`);
    }
    await tfe.runs.discard(run.id, comment);
    const ended = await (0,_given_run_js__WEBPACK_IMPORTED_MODULE_3__/* .settled */ .gu)(world, tfe, run);
    results.set('run-status', ended.status);
    world.log.info(`Run: ${(0,_run_status_js__WEBPACK_IMPORTED_MODULE_2__/* .says */ .FA)(ended.status)}`);
}, outside);


/***/ })

};
