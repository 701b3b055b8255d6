//! Parameters that change while an alliance lives.

use std::mem::take;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Number, Value};

use super::{Dial, EventKind, MechanismId, Rules, for_mechanisms};
use crate::alliance::Alliance;

/// A number that can be set while an alliance lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parameter {
    /// A mechanism's, by its key in that mechanism's table.
    Of(MechanismId, String),
    /// A dial.
    Dial(Dial),
}

macro_rules! set {
    ($($step:literal $name:ident: $Type:ident, $about:tt $(, [$table:ident] $([[$list:ident]])?)?;)*) => {
        impl Rules {
            /// Gives a mechanism's parameter another value, if it can have that.
            pub fn set(&mut self, of: MechanismId, key: &str, value: f64) {
                match of {
                    $($(MechanismId::$Type => change(&mut self.$table, key, value),)?)*
                    _ => {}
                }
            }
        }
    };
}
for_mechanisms!(set);

/// Parameters know their keys and ranges as files do, so that is the form in which one is changed.
fn change<T: Serialize + DeserializeOwned>(parameters: &mut T, key: &str, value: f64) {
    let Ok(Value::Object(mut table)) = serde_json::to_value(&*parameters) else {
        return;
    };
    let is_whole = table.get(key).is_some_and(Value::is_u64);
    let number = if is_whole && value >= 0.0 && value.fract() == 0.0 {
        Some(Number::from(value as u64))
    } else {
        Number::from_f64(value)
    };
    let (Some(found), Some(number)) = (table.get_mut(key), number) else {
        return;
    };
    *found = Value::Number(number);
    if let Ok(changed) = serde_json::from_value(Value::Object(table)) {
        *parameters = changed;
    }
}

impl Rules {
    /// Before month `number` begins: which triggers go off by what has been recorded, and which settings count from now on.
    pub fn look_ahead(&self, number: u32, alliance: &mut Alliance) {
        let mut watches = take(&mut alliance.commons.event_watches);
        for event in &*self.events.0 {
            if let Some(watch) = watches.get_mut(event.place) {
                event.when.look(number, alliance, watch);
            }
        }
        alliance.commons.event_watches = watches;
        let mut watches = take(&mut alliance.commons.steward_watches);
        for steward in &self.stewards.0 {
            if let Some(watch) = watches.get_mut(steward.place) {
                steward.when.look(number, alliance, watch);
            }
        }
        alliance.commons.steward_watches = watches;
        for event in &*self.events.0 {
            if matches!(
                event.kind,
                EventKind::Set {
                    key: Parameter::Of(..),
                    ..
                }
            ) && event.is_due(number, &alliance.commons)
            {
                let settings = &mut alliance.commons.settings;
                settings.retain(|&place| place as usize != event.place);
                settings.push(event.place as u32);
            }
        }
    }

    /// These rules with the settings of some events, by their places, one after the other.
    #[must_use]
    pub fn with_settings(&self, places: &[u32]) -> Self {
        let mut rules = self.clone();
        for &place in places {
            let is_meant = |event: &&super::Event| event.place == place as usize;
            let event = self.events.0.get(place as usize).filter(is_meant);
            let event = event.or_else(|| self.events.0.iter().find(is_meant));
            if let Some(EventKind::Set {
                key: Parameter::Of(of, key),
                value,
            }) = event.map(|event| &event.kind)
            {
                rules.set(*of, key, *value);
            }
        }
        rules
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mechanisms::{Event, Events, When};

    #[test]
    fn a_parameter_is_set_if_it_may_have_the_value() {
        let mut rules = Rules::default();
        for (of, key, value) in [
            (MechanismId::Gossip, "rate", 0.3),
            (MechanismId::Gossip, "conversations", 9.0),
            (MechanismId::Membership, "patience", 2.5),
            (MechanismId::Work, "synergy", -1.0),
            (MechanismId::Leadership, "aspire", 0.5),
        ] {
            rules.set(of, key, value);
        }
        assert_eq!((*rules.gossip.rate, rules.gossip.conversations), (0.3, 9));
        assert_eq!((rules.membership.patience, *rules.work.synergy), (6, 0.6));
        assert_eq!(*rules.leadership.aspire, 0.5);
    }

    #[test]
    fn the_setting_of_the_later_event_counts() {
        let event = |place, month, value| Event {
            place,
            when: When::Month(month),
            kind: EventKind::Set {
                key: Parameter::Of(MechanismId::Gossip, "rate".to_owned()),
                value,
            },
        };
        let rules = Rules {
            events: Events([event(0, 5, 0.5), event(1, 2, 0.2)].into()),
            ..Rules::default()
        };
        let mut alliance = Alliance::default();
        let mut rates = Vec::new();
        for number in 0..7 {
            rules.look_ahead(number, &mut alliance);
            rates.push(*rules.with_settings(&alliance.commons.settings).gossip.rate);
        }
        assert_eq!(rates, [0.05, 0.05, 0.2, 0.2, 0.2, 0.5, 0.5]);
    }
}
