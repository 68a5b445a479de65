// @ts-nocheck
// Made by "npm run generate" from scripts/generate/configSchema.mjs.
"use strict";
export const validate = validate10;
export default validate10;
const schema11 = {"$schema":"http://json-schema.org/draft-07/schema#","type":["object","null"],"additionalProperties":false,"properties":{"profile":{"enum":["podman","strict","kubernetes"]},"fips":{"type":"boolean"},"podman":{"type":"string","pattern":"^\\d+(\\.\\d+){0,2}$"},"context":{"type":"string","pattern":"^[^/]"},"policy":{"type":"string","pattern":"^[^/]"},"targets":{"type":["array","null"],"items":{"type":"string","pattern":"\\S"}},"trustedRegistries":{"type":["array","null"],"items":{"type":"string","pattern":"\\S"}},"imageUsers":{"type":["object","null"],"additionalProperties":{"type":"string","pattern":"\\S"}},"fipsImages":{"type":["array","null"],"items":{"type":"string","pattern":"\\S"}},"portability":{"enum":["podman","docker"]},"seccompBaseline":{"enum":["podman","docker"]},"rules":{"type":["object","null"],"additionalProperties":{"enum":["off","error","warning","info","hint"]}},"ignore":{"type":["array","null"],"items":{"type":"object","required":["rule"],"additionalProperties":false,"properties":{"rule":{"type":"string","pattern":"\\S"},"path":{"type":"string","pattern":"\\S"},"pointer":{"type":"string","pattern":"^(/|$)"},"reason":{"type":"string"},"until":{"type":"string","pattern":"^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$"}}}},"exclude":{"type":["array","null"],"items":{"type":"string","pattern":"\\S"}}}};
const func2 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^\\d+(\\.\\d+){0,2}$", "u");
const pattern1 = new RegExp("^[^/]", "u");
const pattern3 = new RegExp("\\S", "u");
const pattern9 = new RegExp("^(/|$)", "u");
const pattern10 = new RegExp("^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((!(data && typeof data == "object" && !Array.isArray(data))) && (data !== null)){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema11.type}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func2.call(schema11.properties, key0))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.profile !== undefined){
let data0 = data.profile;
if(!(((data0 === "podman") || (data0 === "strict")) || (data0 === "kubernetes"))){
const err2 = {instancePath:instancePath+"/profile",schemaPath:"#/properties/profile/enum",keyword:"enum",params:{allowedValues: schema11.properties.profile.enum}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.fips !== undefined){
if(typeof data.fips !== "boolean"){
const err3 = {instancePath:instancePath+"/fips",schemaPath:"#/properties/fips/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.podman !== undefined){
let data2 = data.podman;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
const err4 = {instancePath:instancePath+"/podman",schemaPath:"#/properties/podman/pattern",keyword:"pattern",params:{pattern: "^\\d+(\\.\\d+){0,2}$"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/podman",schemaPath:"#/properties/podman/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.context !== undefined){
let data3 = data.context;
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
const err6 = {instancePath:instancePath+"/context",schemaPath:"#/properties/context/pattern",keyword:"pattern",params:{pattern: "^[^/]"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/context",schemaPath:"#/properties/context/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.policy !== undefined){
let data4 = data.policy;
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
const err8 = {instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/pattern",keyword:"pattern",params:{pattern: "^[^/]"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/policy",schemaPath:"#/properties/policy/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.targets !== undefined){
let data5 = data.targets;
if((!(Array.isArray(data5))) && (data5 !== null)){
const err10 = {instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/type",keyword:"type",params:{type: schema11.properties.targets.type}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(Array.isArray(data5)){
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(typeof data6 === "string"){
if(!pattern3.test(data6)){
const err11 = {instancePath:instancePath+"/targets/" + i0,schemaPath:"#/properties/targets/items/pattern",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/targets/" + i0,schemaPath:"#/properties/targets/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
}
if(data.trustedRegistries !== undefined){
let data7 = data.trustedRegistries;
if((!(Array.isArray(data7))) && (data7 !== null)){
const err13 = {instancePath:instancePath+"/trustedRegistries",schemaPath:"#/properties/trustedRegistries/type",keyword:"type",params:{type: schema11.properties.trustedRegistries.type}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(Array.isArray(data7)){
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
let data8 = data7[i1];
if(typeof data8 === "string"){
if(!pattern3.test(data8)){
const err14 = {instancePath:instancePath+"/trustedRegistries/" + i1,schemaPath:"#/properties/trustedRegistries/items/pattern",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/trustedRegistries/" + i1,schemaPath:"#/properties/trustedRegistries/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
}
if(data.imageUsers !== undefined){
let data9 = data.imageUsers;
if((!(data9 && typeof data9 == "object" && !Array.isArray(data9))) && (data9 !== null)){
const err16 = {instancePath:instancePath+"/imageUsers",schemaPath:"#/properties/imageUsers/type",keyword:"type",params:{type: schema11.properties.imageUsers.type}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key1 in data9){
let data10 = data9[key1];
if(typeof data10 === "string"){
if(!pattern3.test(data10)){
const err17 = {instancePath:instancePath+"/imageUsers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/imageUsers/additionalProperties/pattern",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/imageUsers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/imageUsers/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
}
if(data.fipsImages !== undefined){
let data11 = data.fipsImages;
if((!(Array.isArray(data11))) && (data11 !== null)){
const err19 = {instancePath:instancePath+"/fipsImages",schemaPath:"#/properties/fipsImages/type",keyword:"type",params:{type: schema11.properties.fipsImages.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(Array.isArray(data11)){
const len2 = data11.length;
for(let i2=0; i2<len2; i2++){
let data12 = data11[i2];
if(typeof data12 === "string"){
if(!pattern3.test(data12)){
const err20 = {instancePath:instancePath+"/fipsImages/" + i2,schemaPath:"#/properties/fipsImages/items/pattern",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/fipsImages/" + i2,schemaPath:"#/properties/fipsImages/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
}
if(data.portability !== undefined){
let data13 = data.portability;
if(!((data13 === "podman") || (data13 === "docker"))){
const err22 = {instancePath:instancePath+"/portability",schemaPath:"#/properties/portability/enum",keyword:"enum",params:{allowedValues: schema11.properties.portability.enum}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.seccompBaseline !== undefined){
let data14 = data.seccompBaseline;
if(!((data14 === "podman") || (data14 === "docker"))){
const err23 = {instancePath:instancePath+"/seccompBaseline",schemaPath:"#/properties/seccompBaseline/enum",keyword:"enum",params:{allowedValues: schema11.properties.seccompBaseline.enum}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.rules !== undefined){
let data15 = data.rules;
if((!(data15 && typeof data15 == "object" && !Array.isArray(data15))) && (data15 !== null)){
const err24 = {instancePath:instancePath+"/rules",schemaPath:"#/properties/rules/type",keyword:"type",params:{type: schema11.properties.rules.type}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
for(const key2 in data15){
let data16 = data15[key2];
if(!(((((data16 === "off") || (data16 === "error")) || (data16 === "warning")) || (data16 === "info")) || (data16 === "hint"))){
const err25 = {instancePath:instancePath+"/rules/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/rules/additionalProperties/enum",keyword:"enum",params:{allowedValues: schema11.properties.rules.additionalProperties.enum}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
}
if(data.ignore !== undefined){
let data17 = data.ignore;
if((!(Array.isArray(data17))) && (data17 !== null)){
const err26 = {instancePath:instancePath+"/ignore",schemaPath:"#/properties/ignore/type",keyword:"type",params:{type: schema11.properties.ignore.type}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(Array.isArray(data17)){
const len3 = data17.length;
for(let i3=0; i3<len3; i3++){
let data18 = data17[i3];
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.rule === undefined){
const err27 = {instancePath:instancePath+"/ignore/" + i3,schemaPath:"#/properties/ignore/items/required",keyword:"required",params:{missingProperty: "rule"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
for(const key3 in data18){
if(!(((((key3 === "rule") || (key3 === "path")) || (key3 === "pointer")) || (key3 === "reason")) || (key3 === "until"))){
const err28 = {instancePath:instancePath+"/ignore/" + i3,schemaPath:"#/properties/ignore/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data18.rule !== undefined){
let data19 = data18.rule;
if(typeof data19 === "string"){
if(!pattern3.test(data19)){
const err29 = {instancePath:instancePath+"/ignore/" + i3+"/rule",schemaPath:"#/properties/ignore/items/properties/rule/pattern",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/ignore/" + i3+"/rule",schemaPath:"#/properties/ignore/items/properties/rule/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data18.path !== undefined){
let data20 = data18.path;
if(typeof data20 === "string"){
if(!pattern3.test(data20)){
const err31 = {instancePath:instancePath+"/ignore/" + i3+"/path",schemaPath:"#/properties/ignore/items/properties/path/pattern",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/ignore/" + i3+"/path",schemaPath:"#/properties/ignore/items/properties/path/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data18.pointer !== undefined){
let data21 = data18.pointer;
if(typeof data21 === "string"){
if(!pattern9.test(data21)){
const err33 = {instancePath:instancePath+"/ignore/" + i3+"/pointer",schemaPath:"#/properties/ignore/items/properties/pointer/pattern",keyword:"pattern",params:{pattern: "^(/|$)"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/ignore/" + i3+"/pointer",schemaPath:"#/properties/ignore/items/properties/pointer/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data18.reason !== undefined){
if(typeof data18.reason !== "string"){
const err35 = {instancePath:instancePath+"/ignore/" + i3+"/reason",schemaPath:"#/properties/ignore/items/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data18.until !== undefined){
let data23 = data18.until;
if(typeof data23 === "string"){
if(!pattern10.test(data23)){
const err36 = {instancePath:instancePath+"/ignore/" + i3+"/until",schemaPath:"#/properties/ignore/items/properties/until/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/ignore/" + i3+"/until",schemaPath:"#/properties/ignore/items/properties/until/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath:instancePath+"/ignore/" + i3,schemaPath:"#/properties/ignore/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
}
}
if(data.exclude !== undefined){
let data24 = data.exclude;
if((!(Array.isArray(data24))) && (data24 !== null)){
const err39 = {instancePath:instancePath+"/exclude",schemaPath:"#/properties/exclude/type",keyword:"type",params:{type: schema11.properties.exclude.type}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(Array.isArray(data24)){
const len4 = data24.length;
for(let i4=0; i4<len4; i4++){
let data25 = data24[i4];
if(typeof data25 === "string"){
if(!pattern3.test(data25)){
const err40 = {instancePath:instancePath+"/exclude/" + i4,schemaPath:"#/properties/exclude/items/pattern",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/exclude/" + i4,schemaPath:"#/properties/exclude/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
}
}
validate10.errors = vErrors;
return errors === 0;
}

/** The keys of the file and of an entry of ignore. */
export const knownKeys = {"file":["profile","fips","podman","context","policy","targets","trustedRegistries","imageUsers","fipsImages","portability","seccompBaseline","rules","ignore","exclude"],"ignore":["rule","path","pointer","reason","until"]};
