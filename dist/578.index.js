export const id = 578;
export const ids = [578];
export const modules = {

/***/ 2831:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ changeBackingData)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/**
 * Asks Terraform Enterprise to do something to the files of a configuration version. HCP Terraform answers 404, which would read as if the
 * version were not there.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#mark-a-configuration-version-for-garbage-collection
 */
async function changeBackingData(tfe, id, action) {
    try {
        await tfe.configurationVersions.changeBackingData(id, action);
    }
    catch (error) {
        if (!_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD.is(error, 404) || (await tfe.product()) !== 'HCP Terraform')
            throw error;
        const { host } = tfe.http.connection.base;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz([
            `\`hostname\`: ${host} is HCP Terraform, and this is for Terraform Enterprise alone. On HCP Terraform, the action ` +
                'configuration/archive discards the files of a configuration version'
        ], { cause: error });
    }
}


/***/ }),

/***/ 9198:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CONFIGURATION_ARCHIVE: () => (/* binding */ CONFIGURATION_ARCHIVE),
/* harmony export */   configurationArchive: () => (/* binding */ configurationArchive),
/* harmony export */   configurationArchiveInputs: () => (/* binding */ configurationArchiveInputs)
/* harmony export */ });
/* harmony import */ var _ask_once_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8922);
/* harmony import */ var _given_configuration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9245);


const CONFIGURATION_ARCHIVE = _given_configuration_js__WEBPACK_IMPORTED_MODULE_1__/* .CONFIGURATION_STATUS */ .Ub;
const configurationArchiveInputs = (read, env) => (0,_given_configuration_js__WEBPACK_IMPORTED_MODULE_1__/* .givenConfigurationInputs */ .Nw)(read, env);
const ARCHIVED = 'archived';
/** Discards the uploaded files of a version that no run needs any more. One that is archived already is left alone. */
const configurationArchive = (outside) => (0,_given_configuration_js__WEBPACK_IMPORTED_MODULE_1__/* .changeStatus */ .zQ)(async (world, tfe, id) => {
    const isArchived = async () => (await tfe.configurationVersions.read(id, { signal: world.signal })).status === ARCHIVED;
    if (!(await isArchived()))
        await (0,_ask_once_js__WEBPACK_IMPORTED_MODULE_0__/* .askOnce */ .R)(world, () => tfe.configurationVersions.archive(id), isArchived);
    return (await (0,_given_configuration_js__WEBPACK_IMPORTED_MODULE_1__/* .becomes */ .h6)(world, tfe, id, ARCHIVED)).status;
}, outside);


/***/ }),

/***/ 6138:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CONFIGURATION_DOWNLOAD: () => (/* binding */ CONFIGURATION_DOWNLOAD),
/* harmony export */   configurationDownload: () => (/* binding */ configurationDownload),
/* harmony export */   configurationDownloadInputs: () => (/* binding */ configurationDownloadInputs)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3916);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5446);
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(617);
/* harmony import */ var _tfe_configuration_versions_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1161);
/* harmony import */ var _tfe_save_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9952);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4175);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5988);
/* harmony import */ var _path_inputs_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2856);











const CONFIGURATION_DOWNLOAD = ['path'];
const configurationDownloadInputs = (read, env) => (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .parse */ .qg)(read, input => {
    const extract = input.flag('extract');
    return {
        connection: (0,_connection_js__WEBPACK_IMPORTED_MODULE_10__/* .connectionInputs */ .eu)(input, env),
        of: versionInput(input),
        extract,
        target: extract ? (0,_path_inputs_js__WEBPACK_IMPORTED_MODULE_9__/* .newDirectoryInput */ .k5)(input, env) : (0,_path_inputs_js__WEBPACK_IMPORTED_MODULE_9__/* .targetInput */ .Mn)(input, env)
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
const configurationDownload = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_8__/* .main */ .iW)(async (world) => {
    const { connection, of, extract, target } = configurationDownloadInputs(world.read, world.env);
    const tfe = (0,_main_js__WEBPACK_IMPORTED_MODULE_8__/* .connect */ .Ng)(world, connection);
    if (extract)
        await downloadAndUnpack(world, tfe, of, target);
    else
        await downloadArchive(world, tfe, of, target);
    new _github_results_js__WEBPACK_IMPORTED_MODULE_5__/* .Results */ .nB(world.log, CONFIGURATION_DOWNLOAD).set('path', target);
    world.log.info(`The configuration is in ${target}`);
}, outside);
async function downloadAndUnpack(world, tfe, of, target) {
    const temporary = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(world.env.RUNNER_TEMP ?? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(), 'configuration-'));
    try {
        const archive = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(temporary, 'configuration.tar.gz');
        await downloadArchive(world, tfe, of, archive);
        const { unpack } = await Promise.all(/* import() */[__webpack_require__.e(750), __webpack_require__.e(305), __webpack_require__.e(368)]).then(__webpack_require__.bind(__webpack_require__, 8368));
        const { files, leftOut } = await unpack(archive, target, world.signal);
        world.log.info(`Unpacked ${files} ${files === 1 ? 'file' : 'files'}.`);
        if (leftOut.length > 0)
            world.log.warning(`Left out of the archive: ${leftOut.join(', ')}.`);
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(temporary, { recursive: true, force: true });
    }
}
async function downloadArchive({ signal }, tfe, of, target) {
    const route = (0,_tfe_configuration_versions_js__WEBPACK_IMPORTED_MODULE_6__/* .archivePath */ .o)(of);
    try {
        await (0,_tfe_save_js__WEBPACK_IMPORTED_MODULE_7__/* .save */ .U)(tfe.http, tfe.http.url(route), route, { target, signal });
    }
    catch (error) {
        if (!_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ApiError */ .hD.is(error, 404) || !('id' in of))
            throw error;
        const { status } = await tfe.configurationVersions.read(of.id, { signal });
        if (status === 'uploaded')
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .RunFailed */ .fI(`Configuration version ${of.id} is ${status}: only one that is uploaded has an archive.`, {
            cause: error
        });
    }
}


/***/ }),

/***/ 3446:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CONFIGURATION_LIST: () => (/* binding */ CONFIGURATION_LIST),
/* harmony export */   configurationList: () => (/* binding */ configurationList),
/* harmony export */   configurationListInputs: () => (/* binding */ configurationListInputs)
/* harmony export */ });
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5446);
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(617);
/* harmony import */ var _tfe_pages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(701);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4175);
/* harmony import */ var _listed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9590);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5988);






const CONFIGURATION_LIST = ['configuration-versions'];
const configurationListInputs = (read, env) => (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(read, input => ({
    connection: (0,_connection_js__WEBPACK_IMPORTED_MODULE_5__/* .connectionInputs */ .eu)(input, env),
    ...(0,_connection_js__WEBPACK_IMPORTED_MODULE_5__/* .workspaceInputs */ .XW)(input, env),
    limit: (0,_listed_js__WEBPACK_IMPORTED_MODULE_3__/* .limitInput */ .i)(input)
}));
/** Lists a workspace's configuration versions, newest first. */
const configurationList = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_4__/* .main */ .iW)(async (world) => {
    const { connection, organization, workspace, limit } = configurationListInputs(world.read, world.env);
    const { log, signal } = world;
    const tfe = (0,_main_js__WEBPACK_IMPORTED_MODULE_4__/* .connect */ .Ng)(world, connection);
    const { id: workspaceId } = await tfe.workspaces.readByName(organization, workspace, { signal });
    const found = await (0,_tfe_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .first */ .$1)(tfe.configurationVersions.list(workspaceId, limit, { signal }), limit);
    new _github_results_js__WEBPACK_IMPORTED_MODULE_1__/* .Results */ .nB(log, CONFIGURATION_LIST).set('configuration-versions', (0,_listed_js__WEBPACK_IMPORTED_MODULE_3__/* .listed */ .K)(found));
    log.info(`${found.length} of the configuration versions of ${workspace}, newest first`);
    for (const { id, status, speculative } of found)
        log.info(`${id}  ${status}${speculative ? '  speculative' : ''}`);
}, outside);


/***/ }),

/***/ 749:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CONFIGURATION_PERMANENTLY_DELETE: () => (/* binding */ CONFIGURATION_PERMANENTLY_DELETE),
/* harmony export */   configurationPermanentlyDelete: () => (/* binding */ configurationPermanentlyDelete),
/* harmony export */   configurationPermanentlyDeleteInputs: () => (/* binding */ configurationPermanentlyDeleteInputs)
/* harmony export */ });
/* harmony import */ var _backing_data_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2831);
/* harmony import */ var _given_configuration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9245);


const CONFIGURATION_PERMANENTLY_DELETE = _given_configuration_js__WEBPACK_IMPORTED_MODULE_1__/* .CONFIGURATION_STATUS */ .Ub;
const configurationPermanentlyDeleteInputs = (read, env) => (0,_given_configuration_js__WEBPACK_IMPORTED_MODULE_1__/* .givenConfigurationInputs */ .Nw)(read, env);
/** Deletes the files of a version that are marked for it. There is no way back. */
const configurationPermanentlyDelete = (outside) => (0,_given_configuration_js__WEBPACK_IMPORTED_MODULE_1__/* .changeStatus */ .zQ)(async (_world, tfe, id) => {
    await (0,_backing_data_js__WEBPACK_IMPORTED_MODULE_0__/* .changeBackingData */ .A)(tfe, id, 'permanently_delete');
    // Such a version can't be read any more: the service's consent says what it is.
    return 'backing_data_permanently_deleted';
}, outside);


/***/ }),

/***/ 4390:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CONFIGURATION_RESTORE: () => (/* binding */ CONFIGURATION_RESTORE),
/* harmony export */   configurationRestore: () => (/* binding */ configurationRestore),
/* harmony export */   configurationRestoreInputs: () => (/* binding */ configurationRestoreInputs)
/* harmony export */ });
/* harmony import */ var _ask_once_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8922);
/* harmony import */ var _backing_data_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2831);
/* harmony import */ var _given_configuration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9245);



const CONFIGURATION_RESTORE = _given_configuration_js__WEBPACK_IMPORTED_MODULE_2__/* .CONFIGURATION_STATUS */ .Ub;
const configurationRestoreInputs = (read, env) => (0,_given_configuration_js__WEBPACK_IMPORTED_MODULE_2__/* .givenConfigurationInputs */ .Nw)(read, env);
const UPLOADED = 'uploaded';
/** Takes back that the files of a version are to be deleted. */
const configurationRestore = (outside) => (0,_given_configuration_js__WEBPACK_IMPORTED_MODULE_2__/* .changeStatus */ .zQ)(async (world, tfe, id) => {
    // A version whose files are to be deleted can't be read.
    const isRestored = () => tfe.configurationVersions.read(id, { signal: world.signal }).then(({ status }) => status === UPLOADED, () => false);
    await (0,_ask_once_js__WEBPACK_IMPORTED_MODULE_0__/* .askOnce */ .R)(world, () => (0,_backing_data_js__WEBPACK_IMPORTED_MODULE_1__/* .changeBackingData */ .A)(tfe, id, 'restore'), isRestored);
    return (await (0,_given_configuration_js__WEBPACK_IMPORTED_MODULE_2__/* .becomes */ .h6)(world, tfe, id, UPLOADED)).status;
}, outside);


/***/ }),

/***/ 547:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CONFIGURATION_SHOW: () => (/* binding */ CONFIGURATION_SHOW),
/* harmony export */   configurationShow: () => (/* binding */ configurationShow),
/* harmony export */   configurationShowInputs: () => (/* binding */ configurationShowInputs)
/* harmony export */ });
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(617);
/* harmony import */ var _tfe_document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9876);
/* harmony import */ var _given_configuration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9245);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5988);




const CONFIGURATION_SHOW = [
    'configuration-version',
    'configuration-version-status',
    'ingress-attributes'
];
const configurationShowInputs = (read, env) => (0,_given_configuration_js__WEBPACK_IMPORTED_MODULE_2__/* .givenConfigurationInputs */ .Nw)(read, env);
/** Tells how a configuration version stands, and which commit it is of. */
const configurationShow = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_3__/* .main */ .iW)(async (world) => {
    const { connection, configurationVersionId } = configurationShowInputs(world.read, world.env);
    const { log, signal } = world;
    const { configurationVersions } = (0,_main_js__WEBPACK_IMPORTED_MODULE_3__/* .connect */ .Ng)(world, connection);
    const version = await configurationVersions.read(configurationVersionId, { signal });
    const commit = version.isOfCommit
        ? await configurationVersions.ingressAttributes(version.id, { signal })
        : undefined;
    const results = new _github_results_js__WEBPACK_IMPORTED_MODULE_0__/* .Results */ .nB(log, CONFIGURATION_SHOW);
    results.set('configuration-version', (0,_tfe_document_js__WEBPACK_IMPORTED_MODULE_1__/* .toJson */ .aB)(version.resource));
    results.set('configuration-version-status', version.status);
    results.set('ingress-attributes', commit && (0,_tfe_document_js__WEBPACK_IMPORTED_MODULE_1__/* .toJson */ .aB)(commit));
    const sha = commit?.attributes.text('commit-sha');
    log.info(`Configuration version ${version.id} is ${version.status}${sha === undefined ? '' : `, of commit ${sha}`}.`);
    if (version.errorMessage !== undefined)
        log.info(version.errorMessage);
}, outside);


/***/ }),

/***/ 1364:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CONFIGURATION_SOFT_DELETE: () => (/* binding */ CONFIGURATION_SOFT_DELETE),
/* harmony export */   configurationSoftDelete: () => (/* binding */ configurationSoftDelete),
/* harmony export */   configurationSoftDeleteInputs: () => (/* binding */ configurationSoftDeleteInputs)
/* harmony export */ });
/* harmony import */ var _backing_data_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2831);
/* harmony import */ var _given_configuration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9245);


const CONFIGURATION_SOFT_DELETE = _given_configuration_js__WEBPACK_IMPORTED_MODULE_1__/* .CONFIGURATION_STATUS */ .Ub;
const configurationSoftDeleteInputs = (read, env) => (0,_given_configuration_js__WEBPACK_IMPORTED_MODULE_1__/* .givenConfigurationInputs */ .Nw)(read, env);
/** Marks the files of a version for deletion. It can be taken back for some days. */
const configurationSoftDelete = (outside) => (0,_given_configuration_js__WEBPACK_IMPORTED_MODULE_1__/* .changeStatus */ .zQ)(async (_world, tfe, id) => {
    await (0,_backing_data_js__WEBPACK_IMPORTED_MODULE_0__/* .changeBackingData */ .A)(tfe, id, 'soft_delete');
    // Such a version can't be read any more: the service's consent says what it is.
    return 'backing_data_soft_deleted';
}, outside);


/***/ }),

/***/ 1827:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CONFIGURATION_UPLOAD: () => (/* binding */ CONFIGURATION_UPLOAD),
/* harmony export */   configurationUpload: () => (/* binding */ configurationUpload),
/* harmony export */   configurationUploadInputs: () => (/* binding */ configurationUploadInputs)
/* harmony export */ });
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5446);
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(617);
/* harmony import */ var _slug_working_directory_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5450);
/* harmony import */ var _configuration_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1643);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4175);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5988);






const CONFIGURATION_UPLOAD = [
    'configuration-version-id',
    'configuration-version-status',
    'archive-bytes',
    'archive-files'
];
const configurationUploadInputs = (read, env) => (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(read, input => {
    const inputs = {
        connection: (0,_connection_js__WEBPACK_IMPORTED_MODULE_5__/* .connectionInputs */ .eu)(input, env),
        ...(0,_connection_js__WEBPACK_IMPORTED_MODULE_5__/* .workspaceInputs */ .XW)(input, env),
        directory: input.text('directory') ?? env.GITHUB_WORKSPACE ?? '.',
        speculative: input.flag('speculative'),
        provisional: input.flag('provisional'),
        autoQueueRuns: input.flag('auto-queue-runs')
    };
    if (inputs.speculative && inputs.provisional)
        input.reject('provisional', 'no effect beside `speculative`: what is never applied never becomes current');
    return inputs;
});
/** Uploads a directory as a configuration version, for runs that others make. */
const configurationUpload = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_4__/* .main */ .iW)(async (world) => {
    const { connection, organization, workspace: name, directory, ...wanted } = configurationUploadInputs(world.read, world.env);
    const tfe = (0,_main_js__WEBPACK_IMPORTED_MODULE_4__/* .connect */ .Ng)(world, connection);
    const lookup = tfe.workspaces.readByName(organization, name, { signal: world.signal }).then(workspace => {
        (0,_slug_working_directory_js__WEBPACK_IMPORTED_MODULE_2__/* .checkWorkingDirectory */ .d)(directory, workspace.workingDirectory, workspace.name);
        return workspace;
    });
    const { archive, version } = await (0,_configuration_js__WEBPACK_IMPORTED_MODULE_3__/* .uploadDirectory */ .z)(world, tfe, directory, lookup, wanted);
    const { id, status } = version;
    const results = new _github_results_js__WEBPACK_IMPORTED_MODULE_1__/* .Results */ .nB(world.log, CONFIGURATION_UPLOAD);
    results.set('configuration-version-id', id);
    results.set('configuration-version-status', status);
    results.set('archive-bytes', archive.bytes);
    results.set('archive-files', archive.files);
    world.log.info(`Configuration version ${id} is ${status}.`);
}, outside);


/***/ }),

/***/ 9245:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nw: () => (/* binding */ givenConfigurationInputs),
/* harmony export */   Ub: () => (/* binding */ CONFIGURATION_STATUS),
/* harmony export */   h6: () => (/* binding */ becomes),
/* harmony export */   zQ: () => (/* binding */ changeStatus)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5446);
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(617);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4175);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5988);





/** What actions on one configuration version, which they are given by its id, have in common. */
const CONFIGURATION_STATUS = ['configuration-version-status'];
const givenConfigurationInputs = (read, env, build = () => ({})) => (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .parse */ .qg)(read, input => ({
    connection: (0,_connection_js__WEBPACK_IMPORTED_MODULE_4__/* .connectionInputs */ .eu)(input, env),
    configurationVersionId: input.id('configuration-version-id', 'cv-'),
    ...build(input)
}));
/** An action that changes a version's status: `act` gives the one that it has now. */
const changeStatus = (act, outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_3__/* .main */ .iW)(async (world) => {
    const { connection, configurationVersionId: id } = givenConfigurationInputs(world.read, world.env);
    const status = await act(world, (0,_main_js__WEBPACK_IMPORTED_MODULE_3__/* .connect */ .Ng)(world, connection), id);
    new _github_results_js__WEBPACK_IMPORTED_MODULE_2__/* .Results */ .nB(world.log, CONFIGURATION_STATUS).set('configuration-version-status', status);
    world.log.info(`Configuration version ${id} is ${status}.`);
}, outside);
/** Milliseconds between two looks at a version, and that it may take to become what was asked for. */
const BETWEEN_LOOKS = 1_000;
const PATIENCE = 120_000;
/** Waits for a version to have a status: the service does as it was told a moment after it was. */
async function becomes({ clock, signal }, tfe, id, status) {
    const end = clock.now() + PATIENCE;
    for (;;) {
        const version = await tfe.configurationVersions.read(id, { signal });
        if (version.status === status)
            return version;
        if (clock.now() > end) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RunFailed */ .fI(`Configuration version ${id} is ${version.status}, not ${status}, two minutes later.`);
        }
        await clock.sleep(BETWEEN_LOOKS, signal);
    }
}


/***/ }),

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

/***/ 7855:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   STATE_DOWNLOAD: () => (/* binding */ STATE_DOWNLOAD),
/* harmony export */   stateDownload: () => (/* binding */ stateDownload),
/* harmony export */   stateDownloadInputs: () => (/* binding */ stateDownloadInputs)
/* harmony export */ });
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5446);
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(617);
/* harmony import */ var _tfe_state_content_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7704);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4175);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5988);
/* harmony import */ var _path_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2856);
/* harmony import */ var _state_inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1722);







const STATE_DOWNLOAD = ['path', 'state-version-id', 'serial'];
const stateDownloadInputs = (read, env) => (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(read, input => ({
    connection: (0,_connection_js__WEBPACK_IMPORTED_MODULE_6__/* .connectionInputs */ .eu)(input, env),
    of: (0,_state_inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .stateVersionInputs */ .n)(input, env),
    format: input.choice('format', ['state', 'json']),
    target: (0,_path_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .targetInput */ .Mn)(input, env)
}));
/** Downloads a state into a file for its owner alone. Nothing of a state is ever logged. */
const stateDownload = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_3__/* .main */ .iW)(async (world) => {
    const { connection, of, format, target } = stateDownloadInputs(world.read, world.env);
    const { log, signal } = world;
    const tfe = (0,_main_js__WEBPACK_IMPORTED_MODULE_3__/* .connect */ .Ng)(world, connection);
    const stateVersion = await (0,_state_inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .findStateVersion */ .f)(tfe, of, signal);
    await (0,_tfe_state_content_js__WEBPACK_IMPORTED_MODULE_2__.saveState)(tfe, stateVersion, { format, target, signal });
    const results = new _github_results_js__WEBPACK_IMPORTED_MODULE_1__/* .Results */ .nB(log, STATE_DOWNLOAD);
    results.set('path', target);
    results.set('state-version-id', stateVersion.id);
    results.set('serial', stateVersion.serial);
    log.info(`State version ${stateVersion.id}, serial ${stateVersion.serial ?? 'unknown'}, is in ${target}`);
}, outside);


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
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4175);
/* harmony import */ var _listed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9590);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5988);






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
    connection: (0,_connection_js__WEBPACK_IMPORTED_MODULE_5__/* .connectionInputs */ .eu)(input, env),
    ...(0,_connection_js__WEBPACK_IMPORTED_MODULE_5__/* .workspaceInputs */ .XW)(input, env),
    limit: (0,_listed_js__WEBPACK_IMPORTED_MODULE_3__/* .limitInput */ .i)(input),
    statuses: statuses(input)
}));
function statuses(input) {
    const given = input.lines('status');
    for (const status of given.filter(each => !STATUSES.includes(each)))
        input.reject('status', `"${status}" is none of ${STATUSES.join(', ')}`);
    return given;
}
/** Lists a workspace's state versions, newest first. */
const stateList = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_4__/* .main */ .iW)(async (world) => {
    const { connection, organization, workspace, limit, statuses } = stateListInputs(world.read, world.env);
    const tfe = (0,_main_js__WEBPACK_IMPORTED_MODULE_4__/* .connect */ .Ng)(world, connection);
    const filter = { statuses, count: limit };
    const list = tfe.stateVersions.list(organization, workspace, filter, { signal: world.signal });
    const found = await (0,_tfe_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .first */ .$1)(list, limit);
    new _github_results_js__WEBPACK_IMPORTED_MODULE_1__/* .Results */ .nB(world.log, STATE_LIST).set('state-versions', (0,_listed_js__WEBPACK_IMPORTED_MODULE_3__/* .listed */ .K)(found));
    world.log.info(`${found.length} of the state versions of ${workspace}, newest first`);
    for (const { id, serial, status, createdAt } of found)
        world.log.info(`${id}  serial ${serial ?? 'unknown'}  ${status}  ${createdAt ?? ''}`);
}, outside);


/***/ }),

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
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4175);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5988);
/* harmony import */ var _state_lock_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(416);








/** Milliseconds that giving a lock back may take when nobody waits for the job. */
const PATIENCE = 300_000;
/** After the job: ends what a killed step has begun, and gives its lock back. No other lock is touched. */
const statePost = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_5__/* .post */ .bE)(async (world) => {
    const owned = _github_saved_js__WEBPACK_IMPORTED_MODULE_1__/* .saved */ ._.lock(world.env);
    if (owned === undefined)
        return;
    const tfe = (0,_main_js__WEBPACK_IMPORTED_MODULE_5__/* .connect */ .Ng)(world, (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(world.read, input => (0,_connection_js__WEBPACK_IMPORTED_MODULE_7__/* .connectionInputs */ .eu)(input, world.env)));
    const taken = await giveBackLeftover(world, tfe, owned);
    world.log.info(taken === undefined
        ? `Unlocked the workspace ${owned.workspace}.`
        : `The workspace ${owned.workspace} is not locked by this step${(0,_state_lock_js__WEBPACK_IMPORTED_MODULE_6__/* .lockedNow */ .t2)(taken)}.`);
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
        const file = await (0,_tfe_state_file_js__WEBPACK_IMPORTED_MODULE_3__.readStateFile)(path).catch(() => undefined);
        const finished = file?.md5 === md5 ? await (0,_tfe_state_upload_js__WEBPACK_IMPORTED_MODULE_4__/* .finishUpload */ .Vz)(tfe, place, file) : undefined;
        if (finished !== undefined)
            log.info(`Uploaded what the step had begun to: state version ${finished.id}.`);
        else if (await (0,_tfe_state_upload_js__WEBPACK_IMPORTED_MODULE_4__/* .withdraw */ .ne)(tfe, place, serial))
            log.info('The state stays as it was before the step.');
    }
    catch (error) {
        log.warning((0,_state_lock_js__WEBPACK_IMPORTED_MODULE_6__/* .textOf */ .b6)(error));
    }
}


/***/ }),

/***/ 2567:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   STATE_ROLLBACK: () => (/* binding */ STATE_ROLLBACK),
/* harmony export */   stateRollback: () => (/* binding */ stateRollback),
/* harmony export */   stateRollbackInputs: () => (/* binding */ stateRollbackInputs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5446);
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(617);
/* harmony import */ var _tfe_state_content_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7704);
/* harmony import */ var _tfe_state_creation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3460);
/* harmony import */ var _tfe_state_upload_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9356);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4175);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5988);
/* harmony import */ var _state_lock_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(416);









const STATE_ROLLBACK = ['state-version-id', 'serial'];
const stateRollbackInputs = (read, env) => (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .parse */ .qg)(read, input => ({
    connection: (0,_connection_js__WEBPACK_IMPORTED_MODULE_8__/* .connectionInputs */ .eu)(input, env),
    names: (0,_connection_js__WEBPACK_IMPORTED_MODULE_8__/* .workspaceInputs */ .XW)(input, env),
    stateVersionId: input.id('state-version-id', 'sv-'),
    lock: input.flag('lock')
}));
/** Makes an older state the workspace's state again, as a new state version. */
const stateRollback = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_6__/* .main */ .iW)(async (world) => {
    const { connection, names, stateVersionId, lock } = stateRollbackInputs(world.read, world.env);
    const { signal } = world;
    const tfe = (0,_main_js__WEBPACK_IMPORTED_MODULE_6__/* .connect */ .Ng)(world, connection);
    const [workspace, target] = await Promise.all([
        tfe.workspaces.readByName(names.organization, names.workspace, { signal }),
        tfe.stateVersions.read(stateVersionId, { signal })
    ]);
    const problem = obstacle(target, workspace.id, names.workspace);
    if (problem !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz([`\`state-version-id\`: ${stateVersionId} ${problem}`]);
    const what = `Rollback to ${target.id}`;
    await (0,_state_lock_js__WEBPACK_IMPORTED_MODULE_7__/* .underLock */ .yP)(world, tfe, { workspace, names, lock, what }, async () => {
        const stateVersion = await rollBack(world, tfe, { workspaceId: workspace.id, ...names }, target);
        const results = new _github_results_js__WEBPACK_IMPORTED_MODULE_2__/* .Results */ .nB(world.log, STATE_ROLLBACK);
        results.set('state-version-id', stateVersion.id);
        results.set('serial', stateVersion.serial);
    });
}, outside);
/** Why there is no going back to a state version. */
function obstacle({ status, workspaceId }, here, name) {
    if (workspaceId !== undefined && workspaceId !== here)
        return `is of another workspace than "${name}"`;
    return status === 'finalized' ? undefined : `is ${status}, and has no state to go back to`;
}
async function rollBack({ log, signal }, tfe, place, target) {
    const [current, newest] = await Promise.all([
        tfe.stateVersions.readCurrent(place.workspaceId, { signal }),
        (0,_tfe_state_content_js__WEBPACK_IMPORTED_MODULE_3__.newestOf)(tfe, place, signal)
    ]);
    if (current?.id === target.id) {
        log.info(`State version ${told(target)} is the current one: there is nothing to roll back.`);
        return target;
    }
    signal.throwIfAborted();
    const copy = await (0,_tfe_state_creation_js__WEBPACK_IMPORTED_MODULE_4__/* .createOnce */ .U)(tfe, {
        place,
        newestId: newest[0]?.id,
        ask: () => tfe.stateVersions.rollback(place.workspaceId, target.id),
        isIt: ({ rollbackOf }) => rollbackOf === target.id
    });
    const done = await (0,_tfe_state_upload_js__WEBPACK_IMPORTED_MODULE_5__/* .finalized */ .bd)(tfe, copy, signal);
    const from = current === undefined ? 'no state' : told(current);
    log.info(`Rolled back from ${from} to ${told(target)}: state version ${told(done)}.`);
    return done;
}
const told = ({ id, serial, createdAt }) => `${id} (serial ${serial ?? 'unknown'}${createdAt === undefined ? '' : `, of ${createdAt}`})`;


/***/ }),

/***/ 1130:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   STATE_SHOW: () => (/* binding */ STATE_SHOW),
/* harmony export */   stateShow: () => (/* binding */ stateShow),
/* harmony export */   stateShowInputs: () => (/* binding */ stateShowInputs)
/* harmony export */ });
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5446);
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(617);
/* harmony import */ var _tfe_document_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9876);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4175);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5988);
/* harmony import */ var _state_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1722);






const STATE_SHOW = ['state-version', 'state-version-id', 'serial'];
const stateShowInputs = (read, env) => (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(read, input => ({ connection: (0,_connection_js__WEBPACK_IMPORTED_MODULE_5__/* .connectionInputs */ .eu)(input, env), of: (0,_state_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .stateVersionInputs */ .n)(input, env) }));
/** Tells what the service knows of a state version, without the state. */
const stateShow = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_3__/* .main */ .iW)(async (world) => {
    const { connection, of } = stateShowInputs(world.read, world.env);
    const stateVersion = await (0,_state_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .findStateVersion */ .f)((0,_main_js__WEBPACK_IMPORTED_MODULE_3__/* .connect */ .Ng)(world, connection), of, world.signal);
    const results = new _github_results_js__WEBPACK_IMPORTED_MODULE_1__/* .Results */ .nB(world.log, STATE_SHOW);
    results.set('state-version', (0,_tfe_document_js__WEBPACK_IMPORTED_MODULE_2__/* .toJson */ .aB)(stateVersion.resource));
    results.set('state-version-id', stateVersion.id);
    results.set('serial', stateVersion.serial);
    const { id, serial, status, createdAt } = stateVersion;
    world.log.info(`State version ${id}: serial ${serial ?? 'unknown'}, ${status}, of ${createdAt ?? 'unknown date'}`);
}, outside);


/***/ }),

/***/ 5594:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   STATE_UPLOAD: () => (/* binding */ STATE_UPLOAD),
/* harmony export */   stateUpload: () => (/* binding */ stateUpload),
/* harmony export */   stateUploadInputs: () => (/* binding */ stateUploadInputs)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _github_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5446);
/* harmony import */ var _github_results_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(617);
/* harmony import */ var _tfe_state_content_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7704);
/* harmony import */ var _tfe_state_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3115);
/* harmony import */ var _tfe_state_upload_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9356);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4175);
/* harmony import */ var _main_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5988);
/* harmony import */ var _path_inputs_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2856);
/* harmony import */ var _state_lock_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(416);










const STATE_UPLOAD = ['state-version-id', 'serial'];
const stateUploadInputs = (read, env) => (0,_github_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .parse */ .qg)(read, input => ({
    connection: (0,_connection_js__WEBPACK_IMPORTED_MODULE_9__/* .connectionInputs */ .eu)(input, env),
    names: (0,_connection_js__WEBPACK_IMPORTED_MODULE_9__/* .workspaceInputs */ .XW)(input, env),
    path: (0,_path_inputs_js__WEBPACK_IMPORTED_MODULE_7__/* .pathInput */ .gm)(input, env, 'say which file holds the state'),
    force: input.flag('force'),
    runId: input.text('run-id') === undefined ? undefined : input.id('run-id', 'run-'),
    lock: input.flag('lock')
}));
/** Makes a file the workspace's state. */
const stateUpload = (outside) => (0,_main_js__WEBPACK_IMPORTED_MODULE_6__/* .main */ .iW)(async (world) => {
    const { connection, names, path, lock, ...how } = stateUploadInputs(world.read, world.env);
    const file = await (0,_tfe_state_file_js__WEBPACK_IMPORTED_MODULE_4__.readStateFile)(path);
    const tfe = (0,_main_js__WEBPACK_IMPORTED_MODULE_6__/* .connect */ .Ng)(world, connection);
    const workspace = await tfe.workspaces.readByName(names.organization, names.workspace, { signal: world.signal });
    const { serial, md5 } = file;
    const what = `Upload of a state of serial ${serial}`;
    await (0,_state_lock_js__WEBPACK_IMPORTED_MODULE_8__/* .underLock */ .yP)(world, tfe, { workspace, names, lock, what, upload: { path, serial, md5 } }, async () => {
        const stateVersion = await write(world, tfe, { workspaceId: workspace.id, ...names }, file, how);
        const results = new _github_results_js__WEBPACK_IMPORTED_MODULE_2__/* .Results */ .nB(world.log, STATE_UPLOAD);
        results.set('state-version-id', stateVersion.id);
        results.set('serial', stateVersion.serial);
    });
}, outside);
/** Uploads the file, if it may follow the newest state. One that is there already is not uploaded again. */
async function write({ log, signal }, tfe, place, file, { force, runId }) {
    const newest = await (0,_tfe_state_content_js__WEBPACK_IMPORTED_MODULE_3__.newestOf)(tfe, place, signal);
    const before = newest.find(({ status }) => status === 'finalized');
    const known = before && (await (0,_tfe_state_content_js__WEBPACK_IMPORTED_MODULE_3__.knownState)(tfe, before, signal));
    if (before !== undefined && known?.md5 === file.md5) {
        log.info(`The workspace has this state already: state version ${before.id}, serial ${file.serial}.`);
        return before;
    }
    const why = known === undefined || force ? undefined : (0,_tfe_state_file_js__WEBPACK_IMPORTED_MODULE_4__.refusal)(file, known);
    if (why !== undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz([`\`path\`: ${file.path} ${why}. With \`force\`, it is uploaded all the same`]);
    log.info(`Uploading ${file.path}: serial ${file.serial}, after ${known?.serial ?? 'none'}, lineage ${file.lineage}`);
    signal.throwIfAborted();
    const created = await (0,_tfe_state_upload_js__WEBPACK_IMPORTED_MODULE_5__/* .uploadState */ .jh)(tfe, { ...place, file, force, runId, newestId: newest[0]?.id });
    const done = await (0,_tfe_state_upload_js__WEBPACK_IMPORTED_MODULE_5__/* .finalized */ .bd)(tfe, created, signal);
    log.info(`State version ${done.id}, serial ${done.serial ?? file.serial}, is there.`);
    return done;
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





const LARGEST = 4 * 2 ** 30;
/**
 * Downloads into a file for its owner alone. It appears whole or not at all: what is on its way lies beside it under another name, and is
 * on the disk before it gets its own.
 */
async function save(http, from, path, { target, signal, most = LARGEST, check }) {
    const temporary = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(target), `.${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(target)}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex')}`);
    const file = await onDisk(target, async () => {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(target), { recursive: true });
        return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(temporary, 'ax', 0o600);
    });
    try {
        await (0,_download_js__WEBPACK_IMPORTED_MODULE_4__/* .download */ .RG)(http, from, path, (response, alive) => write(file, { target, most }, response, alive), signal);
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
/** Each attempt of a download begins anew. */
async function write(file, { target, most }, response, alive) {
    await onDisk(target, () => file.truncate(0));
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
        alive();
        bytes += chunk.byteLength;
        if (bytes > most)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .RunFailed */ .fI(`${target} is not written: it would have more than ${most / 2 ** 30} GiB.`);
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

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   knownState: () => (/* binding */ knownState),
/* harmony export */   newestOf: () => (/* binding */ newestOf),
/* harmony export */   readState: () => (/* binding */ readState),
/* harmony export */   saveState: () => (/* binding */ saveState)
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
    return (0,_download_js__WEBPACK_IMPORTED_MODULE_3__/* .download */ .RG)(tfe.http, new URL(downloadUrl, tfe.http.connection.base), nameOf(id), consume, signal);
}
const tooLarge = (id) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RunFailed */ .fI(`The state of ${id} has more than ${LARGEST / 2 ** 30} GiB: it is not read.`);
/** What errors call a download: its URL may be a secret. */
const nameOf = (id) => `the state of ${id}`;
/** A state version with what its content says. */
async function knownState(tfe, version, signal) {
    const bytes = await readState(tfe, version, signal);
    const head = bytes && (0,_state_file_js__WEBPACK_IMPORTED_MODULE_5__.headOf)(bytes);
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
    const head = (0,_state_file_js__WEBPACK_IMPORTED_MODULE_5__.headOf)(bytes);
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
/* harmony import */ var _once_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1708);
/* harmony import */ var _state_content_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7704);


/** Looks for a version whose creation was not answered, and milliseconds between them. */
const LOOKS = 3;
const BETWEEN_LOOKS = 2_000;
/** Times that a version is asked for. */
const ATTEMPTS = 2;
/** Asks for a state version once. Where no answer comes, it is looked for among the newer ones before it is asked for again. */
const createOnce = (tfe, creation) => (0,_once_js__WEBPACK_IMPORTED_MODULE_0__/* .once */ .O)(ATTEMPTS, creation.ask, () => find(tfe, creation));
async function find(tfe, { place, newestId, isIt }) {
    for (let looks = 1;; looks++) {
        for (const version of await (0,_state_content_js__WEBPACK_IMPORTED_MODULE_1__.newestOf)(tfe, place)) {
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

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   headOf: () => (/* binding */ headOf),
/* harmony export */   outputValues: () => (/* binding */ outputValues),
/* harmony export */   readStateFile: () => (/* binding */ readStateFile),
/* harmony export */   refusal: () => (/* binding */ refusal)
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
            return (await (0,_state_content_js__WEBPACK_IMPORTED_MODULE_4__.readState)(tfe, found))?.equals(file.bytes) ?? false;
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
    const [newest] = await (0,_state_content_js__WEBPACK_IMPORTED_MODULE_4__.newestOf)(tfe, place);
    if (newest?.status !== 'pending' || newest.serial !== file.serial)
        return undefined;
    return (await deliver(tfe, newest, file)) ? newest : undefined;
}
/**
 * Puts the state that there was before in the place of one that is announced and will not come, so that the workspace can be unlocked. The
 * same serial with the same content is no change. False where nothing of that serial is awaited, and where there was no state before.
 */
async function withdraw(tfe, place, serial) {
    const [newest, ...older] = await (0,_state_content_js__WEBPACK_IMPORTED_MODULE_4__.newestOf)(tfe, place);
    // Without its URL, a pending version has its upload already and is looked at.
    const isAwaited = newest?.status === 'pending' && newest.serial === serial && newest.uploadUrl !== undefined;
    const before = older.find(({ status }) => status === 'finalized');
    const state = isAwaited && before ? await (0,_state_content_js__WEBPACK_IMPORTED_MODULE_4__.readState)(tfe, before) : undefined;
    const head = state && (0,_state_file_js__WEBPACK_IMPORTED_MODULE_5__.headOf)(state);
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
