import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 6193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 3106:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("zlib");

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/compat get default export */
/******/ (() => {
/******/ 	// getDefaultExport function for compatibility with non-harmony modules
/******/ 	__nccwpck_require__.n = (module) => {
/******/ 		var getter = module && module.__esModule ?
/******/ 			() => (module['default']) :
/******/ 			() => (module);
/******/ 		__nccwpck_require__.d(getter, { a: getter });
/******/ 		return getter;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};
/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ar: () => (/* binding */ configurationShow),
/* harmony export */   GJ: () => (/* binding */ configurationSoftDelete),
/* harmony export */   HP: () => (/* binding */ configurationRestore),
/* harmony export */   JL: () => (/* binding */ stateShow),
/* harmony export */   Jc: () => (/* binding */ configurationDownload),
/* harmony export */   Jh: () => (/* binding */ runShow),
/* harmony export */   MO: () => (/* binding */ stateList),
/* harmony export */   Ns: () => (/* binding */ configurationArchive),
/* harmony export */   Of: () => (/* binding */ runApply),
/* harmony export */   Q: () => (/* binding */ stateDownload),
/* harmony export */   Qf: () => (/* binding */ runCancel),
/* harmony export */   Sw: () => (/* binding */ configurationUpload),
/* harmony export */   V4: () => (/* binding */ outputs),
/* harmony export */   WC: () => (/* binding */ statePost),
/* harmony export */   Xv: () => (/* binding */ configurationPermanentlyDelete),
/* harmony export */   a2: () => (/* binding */ runPost),
/* harmony export */   dD: () => (/* binding */ stateUpload),
/* harmony export */   dh: () => (/* binding */ workspaces),
/* harmony export */   eF: () => (/* binding */ run),
/* harmony export */   iV: () => (/* binding */ stateRollback),
/* harmony export */   m8: () => (/* binding */ runDiscard),
/* harmony export */   pT: () => (/* binding */ runWait),
/* harmony export */   rn: () => (/* binding */ configurationList),
/* harmony export */   vU: () => (/* binding */ runOverride)
/* harmony export */ });
/** What the files in bin/ call: one function for each `main:` and `post:`. Each loads what it needs when it is called. */
const run = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(750), __nccwpck_require__.e(456), __nccwpck_require__.e(550), __nccwpck_require__.e(959), __nccwpck_require__.e(701), __nccwpck_require__.e(982)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8982))).run();
const runPost = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(750), __nccwpck_require__.e(456), __nccwpck_require__.e(550), __nccwpck_require__.e(959), __nccwpck_require__.e(701), __nccwpck_require__.e(982)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8982))).runPost();
const runShow = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(550), __nccwpck_require__.e(934)]).then(__nccwpck_require__.bind(__nccwpck_require__, 934))).runShow();
const runWait = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(550), __nccwpck_require__.e(959), __nccwpck_require__.e(958)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3958))).runWait();
const runApply = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(550), __nccwpck_require__.e(959), __nccwpck_require__.e(531)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5531))).runApply();
const runDiscard = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(550), __nccwpck_require__.e(997)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5997))).runDiscard();
const runCancel = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(550), __nccwpck_require__.e(985)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2985))).runCancel();
const runOverride = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(550), __nccwpck_require__.e(891)]).then(__nccwpck_require__.bind(__nccwpck_require__, 891))).runOverride();
const outputs = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(721)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8721))).outputs();
const configurationUpload = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(750), __nccwpck_require__.e(456), __nccwpck_require__.e(701), __nccwpck_require__.e(719)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1827))).configurationUpload();
const configurationList = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(446)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3446))).configurationList();
const configurationShow = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(547)]).then(__nccwpck_require__.bind(__nccwpck_require__, 547))).configurationShow();
const configurationDownload = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(750), __nccwpck_require__.e(305), __nccwpck_require__.e(456), __nccwpck_require__.e(191)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8191))).configurationDownload();
const configurationArchive = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(198)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9198))).configurationArchive();
const configurationSoftDelete = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(364)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1364))).configurationSoftDelete();
const configurationRestore = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(390)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4390))).configurationRestore();
const configurationPermanentlyDelete = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(749)]).then(__nccwpck_require__.bind(__nccwpck_require__, 749))).configurationPermanentlyDelete();
const stateList = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(43)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7043))).stateList();
const stateShow = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(130)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1130))).stateShow();
const stateDownload = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(855)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7855))).stateDownload();
const stateUpload = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(19), __nccwpck_require__.e(594)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5594))).stateUpload();
const stateRollback = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(19), __nccwpck_require__.e(567)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2567))).stateRollback();
const statePost = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(19), __nccwpck_require__.e(585)]).then(__nccwpck_require__.bind(__nccwpck_require__, 1585))).statePost();
const workspaces = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(264), __nccwpck_require__.e(456), __nccwpck_require__.e(844)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9844))).workspaces();

var __webpack_exports__configurationArchive = __webpack_exports__.Ns;
var __webpack_exports__configurationDownload = __webpack_exports__.Jc;
var __webpack_exports__configurationList = __webpack_exports__.rn;
var __webpack_exports__configurationPermanentlyDelete = __webpack_exports__.Xv;
var __webpack_exports__configurationRestore = __webpack_exports__.HP;
var __webpack_exports__configurationShow = __webpack_exports__.Ar;
var __webpack_exports__configurationSoftDelete = __webpack_exports__.GJ;
var __webpack_exports__configurationUpload = __webpack_exports__.Sw;
var __webpack_exports__outputs = __webpack_exports__.V4;
var __webpack_exports__run = __webpack_exports__.eF;
var __webpack_exports__runApply = __webpack_exports__.Of;
var __webpack_exports__runCancel = __webpack_exports__.Qf;
var __webpack_exports__runDiscard = __webpack_exports__.m8;
var __webpack_exports__runOverride = __webpack_exports__.vU;
var __webpack_exports__runPost = __webpack_exports__.a2;
var __webpack_exports__runShow = __webpack_exports__.Jh;
var __webpack_exports__runWait = __webpack_exports__.pT;
var __webpack_exports__stateDownload = __webpack_exports__.Q;
var __webpack_exports__stateList = __webpack_exports__.MO;
var __webpack_exports__statePost = __webpack_exports__.WC;
var __webpack_exports__stateRollback = __webpack_exports__.iV;
var __webpack_exports__stateShow = __webpack_exports__.JL;
var __webpack_exports__stateUpload = __webpack_exports__.dD;
var __webpack_exports__workspaces = __webpack_exports__.dh;
export { __webpack_exports__configurationArchive as configurationArchive, __webpack_exports__configurationDownload as configurationDownload, __webpack_exports__configurationList as configurationList, __webpack_exports__configurationPermanentlyDelete as configurationPermanentlyDelete, __webpack_exports__configurationRestore as configurationRestore, __webpack_exports__configurationShow as configurationShow, __webpack_exports__configurationSoftDelete as configurationSoftDelete, __webpack_exports__configurationUpload as configurationUpload, __webpack_exports__outputs as outputs, __webpack_exports__run as run, __webpack_exports__runApply as runApply, __webpack_exports__runCancel as runCancel, __webpack_exports__runDiscard as runDiscard, __webpack_exports__runOverride as runOverride, __webpack_exports__runPost as runPost, __webpack_exports__runShow as runShow, __webpack_exports__runWait as runWait, __webpack_exports__stateDownload as stateDownload, __webpack_exports__stateList as stateList, __webpack_exports__statePost as statePost, __webpack_exports__stateRollback as stateRollback, __webpack_exports__stateShow as stateShow, __webpack_exports__stateUpload as stateUpload, __webpack_exports__workspaces as workspaces };
