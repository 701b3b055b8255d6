//! `losses.csv`: how trust was lost over the whole run.

use std::io::{self, Write};

use alliance_dynamics::alliance::{LossChannel, Losses};
use alliance_studies::experiment::{Column, Format, Kind, Table};

/// What its members would say it was.
pub(super) const BLAME: &str = "blamed_on_culture";

/// Writes `losses.csv`: a row a channel by which trust was lost; none where none was lost.
///
/// Columns: the `channel`; how much was `lost` by it, added up over ties and months, ≥ 0; its `share` of all that was lost, 0…1; and its
/// share of what was lost at the table, in disappointments and conflicts (`share_at_table`), 0 for the talk behind backs and at home,
/// which members do not see. What was lost only because a disappointment was blamed on the other's culture is a channel of its own: it
/// is what they would say it was.
///
/// # Errors
/// If it cannot be written.
pub(super) fn write_losses<W: Write + Send>(format: Format, to: W, losses: &Losses) -> io::Result<Table<W>> {
    let mut columns = vec![Column::new(Kind::Text, "channel")];
    columns.extend(["lost", "share", "share_at_table"].map(|name| Column::new(Kind::Number, name)));
    let mut table = format.begin(to, columns)?;
    let all = losses.in_all();
    let talk = losses.through(LossChannel::Gossip) + losses.through(LossChannel::Home);
    for (channel, lost) in channels(losses).filter(|_| all > 0.0) {
        let is_seen = ![LossChannel::Gossip.name(), LossChannel::Home.name()].contains(&channel);
        let at_table = if is_seen && lost > 0.0 {
            lost / (all - talk)
        } else {
            0.0
        };
        table.row((channel, lost, lost / all, at_table))?;
    }
    Ok(table)
}

fn channels(losses: &Losses) -> impl Iterator<Item = (&'static str, f64)> + '_ {
    let own = |channel| match channel {
        LossChannel::Disappointment => losses.through(channel) - losses.blamed_on_culture,
        _ => losses.through(channel),
    };
    let channels = LossChannel::ALL.map(|channel| (channel.name(), own(channel)));
    channels.into_iter().chain([(BLAME, losses.blamed_on_culture)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use alliance_studies::experiment::Facts;

    fn written(losses: &Losses) -> String {
        let table = write_losses(Format::Csv, Vec::new(), losses).unwrap();
        String::from_utf8(table.end().unwrap().close(&Facts::default()).unwrap()).unwrap()
    }

    #[test]
    fn blame_is_taken_out_of_disappointment_and_shares_add_up_to_one() {
        let losses = Losses {
            by_channel: [4.0, 1.0, 3.0, 0.0, 1.0, 0.5, 0.5],
            blamed_on_culture: 1.0,
        };
        insta::assert_snapshot!(written(&losses), @r"
        channel,lost,share,share_at_table
        disappointment,3.0,0.3,0.5
        gossip,1.0,0.1,0.0
        home,3.0,0.3,0.0
        incidents_means,0.0,0.0,0.0
        incidents_norms,1.0,0.1,0.16666666666666666
        incidents_identity,0.5,0.05,0.08333333333333333
        incidents_power,0.5,0.05,0.08333333333333333
        blamed_on_culture,1.0,0.1,0.16666666666666666
        ");
    }

    #[test]
    fn where_no_trust_was_lost_there_is_no_row() {
        assert_eq!(written(&Losses::default()).trim(), "channel,lost,share,share_at_table");
    }
}
