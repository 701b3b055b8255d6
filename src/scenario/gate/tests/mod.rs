mod data;
mod endurance;
mod messages;
mod overrides;
mod sample;
mod schema;
mod sharing;
