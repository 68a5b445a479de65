// @ts-nocheck
// Made by "npm run generate" from scripts/generate/configSchema.mjs.
"use strict";
export const validate = validate10;
export default validate10;
const schema11 = {"$schema":"http://json-schema.org/draft-07/schema#","type":["object","null"],"additionalProperties":false,"properties":{"profile":{"enum":["podman","strict","kubernetes"]},"fips":{"type":"boolean"},"podman":{"type":"string","pattern":"^\\d+(\\.\\d+){0,2}$"},"context":{"type":"string","pattern":"^[^/]"},"policy":{"type":"string","pattern":"^[^/]"},"targets":{"type":["array","null"],"items":{"type":"string","pattern":"\\S"}},"trustedRegistries":{"type":["array","null"],"items":{"type":"string","pattern":"\\S"}},"imageUsers":{"type":["object","null"],"additionalProperties":{"type":"string","pattern":"\\S"}},"fipsImages":{"type":["array","null"],"items":{"type":"string","pattern":"\\S"}},"portability":{"enum":["podman","docker"]},"seccompBaseline":{"enum":["podman","docker"]},"rules":{"type":["object","null"],"additionalProperties":{"enum":["off","error","warning","info","hint"]}},"ignore":{"type":["array","null"],"items":{"type":"object","required":["rule"],"additionalProperties":false,"properties":{"rule":{"type":"string","pattern":"\\S"},"path":{"type":"string","pattern":"\\S"},"pointer":{"type":"string","pattern":"^(/|$)"},"reason":{"type":"string"},"until":{"type":"string","pattern":"^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$"}}}},"exclude":{"type":["array","null"],"items":{"type":"string","pattern":"\\S"}},"scan":{"type":["object","null"],"additionalProperties":false,"properties":{"profile":{"enum":["baseline","strict","stig","fips"]},"only":{"type":["array","null"],"items":{"type":"string","pattern":"^[A-Za-z]{3}\\d{0,3}\\*?$"}},"skip":{"type":["array","null"],"items":{"type":"string","pattern":"^[A-Za-z]{3}\\d{0,3}\\*?$"}},"imageAgeDays":{"type":"integer","minimum":1},"unusedDays":{"type":"integer","minimum":1},"waivers":{"type":["array","null"],"items":{"type":"object","required":["check","reason","until"],"additionalProperties":false,"properties":{"check":{"type":"string","pattern":"^[A-Za-z]{3}\\d{3}$"},"resource":{"type":"string","pattern":"\\S"},"reason":{"type":"string","pattern":"\\S"},"until":{"type":"string","pattern":"^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$"},"owner":{"type":"string"}}}}}}}};
const func2 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^\\d+(\\.\\d+){0,2}$", "u");
const pattern1 = new RegExp("^[^/]", "u");
const pattern3 = new RegExp("\\S", "u");
const pattern9 = new RegExp("^(/|$)", "u");
const pattern10 = new RegExp("^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$", "u");
const pattern12 = new RegExp("^[A-Za-z]{3}\\d{0,3}\\*?$", "u");
const pattern14 = new RegExp("^[A-Za-z]{3}\\d{3}$", "u");

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
if(data.scan !== undefined){
let data26 = data.scan;
if((!(data26 && typeof data26 == "object" && !Array.isArray(data26))) && (data26 !== null)){
const err42 = {instancePath:instancePath+"/scan",schemaPath:"#/properties/scan/type",keyword:"type",params:{type: schema11.properties.scan.type}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
for(const key4 in data26){
if(!((((((key4 === "profile") || (key4 === "only")) || (key4 === "skip")) || (key4 === "imageAgeDays")) || (key4 === "unusedDays")) || (key4 === "waivers"))){
const err43 = {instancePath:instancePath+"/scan",schemaPath:"#/properties/scan/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data26.profile !== undefined){
let data27 = data26.profile;
if(!((((data27 === "baseline") || (data27 === "strict")) || (data27 === "stig")) || (data27 === "fips"))){
const err44 = {instancePath:instancePath+"/scan/profile",schemaPath:"#/properties/scan/properties/profile/enum",keyword:"enum",params:{allowedValues: schema11.properties.scan.properties.profile.enum}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data26.only !== undefined){
let data28 = data26.only;
if((!(Array.isArray(data28))) && (data28 !== null)){
const err45 = {instancePath:instancePath+"/scan/only",schemaPath:"#/properties/scan/properties/only/type",keyword:"type",params:{type: schema11.properties.scan.properties.only.type}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(Array.isArray(data28)){
const len5 = data28.length;
for(let i5=0; i5<len5; i5++){
let data29 = data28[i5];
if(typeof data29 === "string"){
if(!pattern12.test(data29)){
const err46 = {instancePath:instancePath+"/scan/only/" + i5,schemaPath:"#/properties/scan/properties/only/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z]{3}\\d{0,3}\\*?$"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/scan/only/" + i5,schemaPath:"#/properties/scan/properties/only/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
}
if(data26.skip !== undefined){
let data30 = data26.skip;
if((!(Array.isArray(data30))) && (data30 !== null)){
const err48 = {instancePath:instancePath+"/scan/skip",schemaPath:"#/properties/scan/properties/skip/type",keyword:"type",params:{type: schema11.properties.scan.properties.skip.type}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(Array.isArray(data30)){
const len6 = data30.length;
for(let i6=0; i6<len6; i6++){
let data31 = data30[i6];
if(typeof data31 === "string"){
if(!pattern12.test(data31)){
const err49 = {instancePath:instancePath+"/scan/skip/" + i6,schemaPath:"#/properties/scan/properties/skip/items/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z]{3}\\d{0,3}\\*?$"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
else {
const err50 = {instancePath:instancePath+"/scan/skip/" + i6,schemaPath:"#/properties/scan/properties/skip/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
}
}
if(data26.imageAgeDays !== undefined){
let data32 = data26.imageAgeDays;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
const err51 = {instancePath:instancePath+"/scan/imageAgeDays",schemaPath:"#/properties/scan/properties/imageAgeDays/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 < 1 || isNaN(data32)){
const err52 = {instancePath:instancePath+"/scan/imageAgeDays",schemaPath:"#/properties/scan/properties/imageAgeDays/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
if(data26.unusedDays !== undefined){
let data33 = data26.unusedDays;
if(!(((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33))) && (isFinite(data33)))){
const err53 = {instancePath:instancePath+"/scan/unusedDays",schemaPath:"#/properties/scan/properties/unusedDays/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if((typeof data33 == "number") && (isFinite(data33))){
if(data33 < 1 || isNaN(data33)){
const err54 = {instancePath:instancePath+"/scan/unusedDays",schemaPath:"#/properties/scan/properties/unusedDays/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
if(data26.waivers !== undefined){
let data34 = data26.waivers;
if((!(Array.isArray(data34))) && (data34 !== null)){
const err55 = {instancePath:instancePath+"/scan/waivers",schemaPath:"#/properties/scan/properties/waivers/type",keyword:"type",params:{type: schema11.properties.scan.properties.waivers.type}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(Array.isArray(data34)){
const len7 = data34.length;
for(let i7=0; i7<len7; i7++){
let data35 = data34[i7];
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.check === undefined){
const err56 = {instancePath:instancePath+"/scan/waivers/" + i7,schemaPath:"#/properties/scan/properties/waivers/items/required",keyword:"required",params:{missingProperty: "check"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(data35.reason === undefined){
const err57 = {instancePath:instancePath+"/scan/waivers/" + i7,schemaPath:"#/properties/scan/properties/waivers/items/required",keyword:"required",params:{missingProperty: "reason"}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(data35.until === undefined){
const err58 = {instancePath:instancePath+"/scan/waivers/" + i7,schemaPath:"#/properties/scan/properties/waivers/items/required",keyword:"required",params:{missingProperty: "until"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
for(const key5 in data35){
if(!(((((key5 === "check") || (key5 === "resource")) || (key5 === "reason")) || (key5 === "until")) || (key5 === "owner"))){
const err59 = {instancePath:instancePath+"/scan/waivers/" + i7,schemaPath:"#/properties/scan/properties/waivers/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data35.check !== undefined){
let data36 = data35.check;
if(typeof data36 === "string"){
if(!pattern14.test(data36)){
const err60 = {instancePath:instancePath+"/scan/waivers/" + i7+"/check",schemaPath:"#/properties/scan/properties/waivers/items/properties/check/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z]{3}\\d{3}$"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
else {
const err61 = {instancePath:instancePath+"/scan/waivers/" + i7+"/check",schemaPath:"#/properties/scan/properties/waivers/items/properties/check/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data35.resource !== undefined){
let data37 = data35.resource;
if(typeof data37 === "string"){
if(!pattern3.test(data37)){
const err62 = {instancePath:instancePath+"/scan/waivers/" + i7+"/resource",schemaPath:"#/properties/scan/properties/waivers/items/properties/resource/pattern",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
else {
const err63 = {instancePath:instancePath+"/scan/waivers/" + i7+"/resource",schemaPath:"#/properties/scan/properties/waivers/items/properties/resource/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data35.reason !== undefined){
let data38 = data35.reason;
if(typeof data38 === "string"){
if(!pattern3.test(data38)){
const err64 = {instancePath:instancePath+"/scan/waivers/" + i7+"/reason",schemaPath:"#/properties/scan/properties/waivers/items/properties/reason/pattern",keyword:"pattern",params:{pattern: "\\S"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
else {
const err65 = {instancePath:instancePath+"/scan/waivers/" + i7+"/reason",schemaPath:"#/properties/scan/properties/waivers/items/properties/reason/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data35.until !== undefined){
let data39 = data35.until;
if(typeof data39 === "string"){
if(!pattern10.test(data39)){
const err66 = {instancePath:instancePath+"/scan/waivers/" + i7+"/until",schemaPath:"#/properties/scan/properties/waivers/items/properties/until/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
else {
const err67 = {instancePath:instancePath+"/scan/waivers/" + i7+"/until",schemaPath:"#/properties/scan/properties/waivers/items/properties/until/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data35.owner !== undefined){
if(typeof data35.owner !== "string"){
const err68 = {instancePath:instancePath+"/scan/waivers/" + i7+"/owner",schemaPath:"#/properties/scan/properties/waivers/items/properties/owner/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
else {
const err69 = {instancePath:instancePath+"/scan/waivers/" + i7,schemaPath:"#/properties/scan/properties/waivers/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
}
}
}
}
validate10.errors = vErrors;
return errors === 0;
}

/** The keys of the file, of an entry of ignore, of scan and of a waiver. */
export const knownKeys = {"file":["profile","fips","podman","context","policy","targets","trustedRegistries","imageUsers","fipsImages","portability","seccompBaseline","rules","ignore","exclude","scan"],"ignore":["rule","path","pointer","reason","until"],"scan":["profile","only","skip","imageAgeDays","unusedDays","waivers"],"waivers":["check","resource","reason","until","owner"]};
