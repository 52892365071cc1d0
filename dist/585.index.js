export const id = 585;
export const ids = [585];
export const modules = {

/***/ 1585:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   statePost: () => (/* binding */ statePost)
/* harmony export */ });
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5446);
/* harmony import */ var _github_saved_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6264);
/* harmony import */ var _tfe_locks_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5809);
/* harmony import */ var _tfe_state_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3115);
/* harmony import */ var _tfe_state_upload_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9356);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4175);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2010);
/* harmony import */ var _state_lock_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(416);








/** Milliseconds that giving a lock back may take when nobody waits for the job. */
const PATIENCE = 300_000;
/** After the job: ends what a killed step has begun, and gives its lock back. No other lock is touched. */
const statePost = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_6__/* .post */ .bE)(async (world) => {
    const owned = _github_saved_js__WEBPACK_IMPORTED_MODULE_1__/* .saved */ ._.lock();
    if (owned === undefined)
        return;
    const tfe = (0,_main_js__WEBPACK_IMPORTED_MODULE_6__/* .connect */ .Ng)(world, (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(world.read, input => (0,_connection_js__WEBPACK_IMPORTED_MODULE_5__/* .connectionInputs */ .eu)(input, world.env)));
    const taken = await giveBackLeftover(world, tfe, owned);
    world.log.info(taken === undefined
        ? `Unlocked the workspace ${owned.workspace}.`
        : `The workspace ${owned.workspace} is not locked by this step${(0,_state_lock_js__WEBPACK_IMPORTED_MODULE_7__/* .lockedNow */ .t2)(taken)}.`);
}, outside);
/** Where the lock is another's by now, so is the workspace: it comes back, untouched. */
async function giveBackLeftover(world, tfe, owned) {
    const { workspaceId, lockId, upload } = owned;
    const workspace = await tfe.workspaces.read(workspaceId);
    if (!(0,_tfe_locks_js__WEBPACK_IMPORTED_MODULE_2__/* .holds */ .v9)(workspace, lockId))
        return workspace;
    if (upload !== undefined)
        await settleUpload(world, tfe, owned, upload);
    return (0,_tfe_locks_js__WEBPACK_IMPORTED_MODULE_2__/* .giveBackLock */ .gF)(tfe, workspaceId, lockId, PATIENCE);
}
/** A workspace that awaits an upload is not unlocked: what was announced is sent, or else the state before is put in its place. */
async function settleUpload({ log }, tfe, place, { path, serial, md5 }) {
    try {
        const file = await (0,_tfe_state_file_js__WEBPACK_IMPORTED_MODULE_3__/* .readStateFile */ .qy)(path).catch(() => undefined);
        const finished = file?.md5 === md5 ? await (0,_tfe_state_upload_js__WEBPACK_IMPORTED_MODULE_4__/* .finishUpload */ .Vz)(tfe, place, file) : undefined;
        if (finished !== undefined)
            log.info(`Uploaded what the step had begun to: state version ${finished.id}.`);
        else if (await (0,_tfe_state_upload_js__WEBPACK_IMPORTED_MODULE_4__/* .withdraw */ .ne)(tfe, place, serial))
            log.info('The state stays as it was before the step.');
    }
    catch (error) {
        log.warning((0,_state_lock_js__WEBPACK_IMPORTED_MODULE_7__/* .textOf */ .b6)(error));
    }
}


/***/ })

};
