export const id = 769;
export const ids = [769];
export const modules = {

/***/ 769:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   getExecOutput: () => (/* reexport safe */ _actions_exec__WEBPACK_IMPORTED_MODULE_1__.H),
/* harmony export */   loadGithub: () => (/* binding */ loadGithub),
/* harmony export */   saveState: () => (/* reexport safe */ _actions_core__WEBPACK_IMPORTED_MODULE_0__.LZ),
/* harmony export */   setFailed: () => (/* reexport safe */ _actions_core__WEBPACK_IMPORTED_MODULE_0__.C1),
/* harmony export */   setOutput: () => (/* reexport safe */ _actions_core__WEBPACK_IMPORTED_MODULE_0__.uH),
/* harmony export */   summary: () => (/* reexport safe */ _actions_core__WEBPACK_IMPORTED_MODULE_0__.z)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7264);
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1260);
/** What is used of GitHub's toolkit. It shares an HTTP client, and so is one piece of the bundle, to be loaded by `core.ts` alone. */


/** The client of GitHub's API is loaded when it is first needed. */
const loadGithub = () => __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));


/***/ })

};
