//! From JSON Schema to shapes.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use super::shape::{Bound, Interval, ListShape, Others, Shape, ShapeId, TableShape, Text};

/// Keywords that say nothing about what is allowed, or say it again.
const SILENT: [&str; 13] = [
    "$schema",
    "$defs",
    "title",
    "description",
    "default",
    "examples",
    "format",
    "deprecated",
    "uniqueItems",
    "readOnly",
    "writeOnly",
    "x-unit",
    "x-source",
];
/// Keywords that the compiler below reads.
const READ: [&str; 22] = [
    "$ref",
    "allOf",
    "anyOf",
    "oneOf",
    "type",
    "const",
    "enum",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "items",
    "prefixItems",
    "minItems",
    "maxItems",
    "properties",
    "required",
    "additionalProperties",
    "unevaluatedProperties",
    "propertyNames",
];
/// A JSON Schema on its way to shapes.
pub(super) struct Compiler<'j> {
    json: &'j Value,
    named: BTreeMap<String, ShapeId>,
    /// Every shape so far, at the place that its id says.
    pub(super) shapes: Vec<Shape>,
    /// Keywords that were not understood.
    pub(super) unread: Vec<String>,
}

impl<'j> Compiler<'j> {
    pub(super) fn new(json: &'j Value) -> Self {
        Self {
            json,
            named: BTreeMap::new(),
            shapes: Vec::new(),
            unread: Vec::new(),
        }
    }

    pub(super) fn compile(&mut self, node: &Value) -> ShapeId {
        let only_reference = |keyword: &str| keyword == "$ref" || SILENT.contains(&keyword);
        if let Some(Value::String(reference)) = node.get("$ref")
            && node
                .as_object()
                .is_some_and(|node| node.keys().all(|keyword| only_reference(keyword)))
        {
            return self.named(reference);
        }
        let shape = self.shape(node);
        self.push(shape)
    }

    fn push(&mut self, shape: Shape) -> ShapeId {
        self.shapes.push(shape);
        ShapeId(self.shapes.len() - 1)
    }

    /// The shape of a definition, compiled once; a definition may hold itself.
    fn named(&mut self, reference: &str) -> ShapeId {
        if let Some(&known) = self.named.get(reference) {
            return known;
        }
        let id = self.push(Shape::anything());
        self.named.insert(reference.to_owned(), id);
        match self.json.pointer(reference.trim_start_matches('#')) {
            Some(node) => self.shapes[id.0] = self.shape(node),
            None => self.unread.push(reference.to_owned()),
        }
        id
    }

    fn shape(&mut self, node: &Value) -> Shape {
        let node = match node {
            Value::Object(node) => node,
            Value::Bool(false) => return Shape::default(),
            _ => return Shape::anything(),
        };
        let unread = node
            .keys()
            .filter(|key| !READ.contains(&key.as_str()) && !SILENT.contains(&key.as_str()));
        self.unread.extend(unread.cloned());
        let mut shape = self.own(node);
        if let Some(Value::String(reference)) = node.get("$ref") {
            let id = self.named(reference);
            shape = shape.and(self.shapes[id.0].clone());
        }
        for part in nodes(node, "allOf") {
            let part = self.shape(part);
            shape = shape.and(part);
        }
        let mut choices = nodes(node, "anyOf").chain(nodes(node, "oneOf")).peekable();
        if choices.peek().is_some() {
            let union = choices.fold(Shape::default(), |union, choice| union.or(self.shape(choice)));
            shape = shape.and(union);
        }
        shape
    }

    /// What the node says itself, apart from what it refers to.
    fn own(&mut self, node: &Map<String, Value>) -> Shape {
        let says = |name: &str| match node.get("type") {
            Some(Value::String(only)) => only == name,
            Some(Value::Array(several)) => several.iter().any(|one| one == name),
            _ => false,
        };
        let words = words(node);
        let has_table = says("object") || node.contains_key("properties");
        if !node.contains_key("type") && words.is_none() && !has_table {
            return Shape::anything();
        }
        let whole = says("integer").then(|| held_by(node.get("format").and_then(Value::as_str).unwrap_or_default()));
        Shape {
            any: false,
            text: (says("string") || words.is_some()).then(|| Text {
                words,
                shortest: size(node, "minLength"),
                longest: node.contains_key("maxLength").then(|| size(node, "maxLength")),
            }),
            numbers: if whole.is_some() || says("number") {
                vec![interval(node, whole)]
            } else {
                Vec::new()
            },
            boolean: says("boolean"),
            lists: if says("array") {
                vec![self.list(node)]
            } else {
                Vec::new()
            },
            tables: if has_table { vec![self.table(node)] } else { Vec::new() },
        }
    }

    fn list(&mut self, node: &Map<String, Value>) -> ListShape {
        ListShape {
            first: nodes(node, "prefixItems").map(|item| self.compile(item)).collect(),
            item: node.get("items").map(|item| self.compile(item)),
            shortest: size(node, "minItems"),
            longest: node.contains_key("maxItems").then(|| size(node, "maxItems")),
        }
    }

    fn table(&mut self, node: &Map<String, Value>) -> TableShape {
        let named = node.get("properties").and_then(Value::as_object);
        let mut keys: Vec<(String, ShapeId)> = named
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.clone(), self.compile(value)))
            .collect();
        let mut others = match node.get("additionalProperties").or(node.get("unevaluatedProperties")) {
            None if named.is_some() => Others::Refused,
            Some(Value::Bool(false)) => Others::Refused,
            None => Others::Allowed(self.push(Shape::anything())),
            Some(value) => Others::Allowed(self.compile(value)),
        };
        if let (Some(Value::Object(names)), Others::Allowed(value)) = (node.get("propertyNames"), others) {
            let names = self
                .shape(&Value::Object(names.clone()))
                .text
                .and_then(|text| text.words);
            if let Some(names) = names {
                keys.extend(names.into_iter().map(|name| (name, value)));
                others = Others::Refused;
            }
        }
        let required = nodes(node, "required").filter_map(|key| key.as_str().map(str::to_owned));
        TableShape {
            keys,
            required: required.collect(),
            others,
        }
    }
}

fn nodes<'j>(node: &'j Map<String, Value>, keyword: &str) -> impl Iterator<Item = &'j Value> + use<'j> {
    node.get(keyword).and_then(Value::as_array).into_iter().flatten()
}

fn words(node: &Map<String, Value>) -> Option<Vec<String>> {
    let word = node
        .get("const")
        .into_iter()
        .chain(nodes(node, "enum"))
        .filter_map(Value::as_str);
    let words: Vec<String> = word.map(str::to_owned).collect();
    (!words.is_empty()).then_some(words)
}

fn size(node: &Map<String, Value>, keyword: &str) -> usize {
    node.get(keyword)
        .and_then(Value::as_u64)
        .and_then(|size| usize::try_from(size).ok())
        .unwrap_or_default()
}

fn interval(node: &Map<String, Value>, whole: Option<RangeInclusive<i128>>) -> Interval {
    let number = |keyword| node.get(keyword).and_then(Value::as_f64);
    let bound = |included, excluded| {
        number(excluded)
            .map(Bound::Excluded)
            .or(number(included).map(Bound::Included))
    };
    Interval {
        whole,
        least: bound("minimum", "exclusiveMinimum"),
        most: bound("maximum", "exclusiveMaximum"),
    }
}

/// The whole numbers that a type of the program can hold.
fn held_by(format: &str) -> RangeInclusive<i128> {
    match format {
        "uint8" => 0..=u8::MAX.into(),
        "uint16" => 0..=u16::MAX.into(),
        "uint32" => 0..=u32::MAX.into(),
        "uint" | "uint64" => 0..=u64::MAX.into(),
        "int8" => i8::MIN.into()..=i8::MAX.into(),
        "int16" => i16::MIN.into()..=i16::MAX.into(),
        "int32" => i32::MIN.into()..=i32::MAX.into(),
        _ => i64::MIN.into()..=i64::MAX.into(),
    }
}
