//! The JSON Schema of a scenario, made ready for walking.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde_json::Value;

use super::compile::Compiler;
use super::nearest;
use super::shape::{Shape, ShapeId};

/// How deep keys are collected for "… belongs to …".
const DEEPEST: usize = 4;

/// What a file may hold, made from the structs that will hold it.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    shapes: Vec<Shape>,
    root: ShapeId,
    homes: BTreeMap<String, Vec<String>>,
    unread: Vec<String>,
}

impl Schema {
    /// The schema of a type.
    #[must_use]
    pub fn of<T: JsonSchema>() -> Arc<Self> {
        Arc::new(Self::new(schemars::schema_for!(T).as_value()))
    }

    /// Makes a JSON Schema ready for walking. A part that is not understood allows everything.
    ///
    /// A table that names its keys refuses others, unless `additionalProperties` says what they are.
    #[must_use]
    pub fn new(json: &Value) -> Self {
        let mut compiler = Compiler::new(json);
        let root = compiler.compile(json);
        let mut schema = Self {
            shapes: compiler.shapes,
            root,
            homes: BTreeMap::new(),
            unread: compiler.unread,
        };
        let mut homes = BTreeMap::new();
        schema.collect_homes(root, &mut Vec::new(), false, &mut homes);
        schema.homes = homes;
        schema
    }

    /// Keywords in the JSON Schema that are not understood and therefore not checked; a test should see that there are none.
    #[must_use]
    pub fn unread(&self) -> &[String] {
        &self.unread
    }

    pub(super) fn root(&self) -> ShapeId {
        self.root
    }

    pub(super) fn shape(&self, id: ShapeId) -> &Shape {
        &self.shapes[id.0]
    }

    /// The key of any table that is nearest to a word.
    pub(super) fn nearest_key(&self, word: &str) -> Option<&str> {
        nearest(word, self.homes.keys().map(String::as_str))
    }

    /// The tables that know a key, as they are written in a file; the top level is an empty text.
    pub(super) fn homes(&self, key: &str) -> &[String] {
        self.homes.get(key).map_or(&[], Vec::as_slice)
    }

    fn collect_homes<'s>(
        &'s self,
        id: ShapeId,
        path: &mut Vec<&'s str>,
        is_list: bool,
        homes: &mut BTreeMap<String, Vec<String>>,
    ) {
        if path.len() > DEEPEST {
            return;
        }
        let home = match (path.is_empty(), is_list) {
            (true, _) => String::new(),
            (false, true) => format!("[[{}]]", path.join(".")),
            (false, false) => format!("[{}]", path.join(".")),
        };
        for (name, shape) in self.shape(id).tables.iter().flat_map(|table| &table.keys) {
            let known = homes.entry(name.clone()).or_default();
            if !known.contains(&home) {
                known.push(home.clone());
            }
            path.push(name);
            self.collect_homes(*shape, path, false, homes);
            for item in self.shape(*shape).lists.iter().filter_map(|list| list.item) {
                self.collect_homes(item, path, true, homes);
            }
            path.pop();
        }
    }
}
