//! Step 7: talk at home, behind the scenes.

mod parts;

pub use parts::{TalkPart, TalkStep};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Happening, Mechanism, MechanismId, Month, Quality};
use crate::alliance::{Alliance, LossChannel, MemberId, NonNegative, Share, above_zero};
use crate::elementary::{exp, ln};
use crate::measures::hostility;
use crate::random::Purpose;

const WARNINGS: Purpose = Purpose::named("home talk");

/// How much a fully skilled pattern breaker takes from the talk.
const TALK_BROKEN: f64 = 0.7;

/// Delegates report, the home front magnifies, and its picture pulls the delegates along, unless someone speaks up.
///
/// # Rule
/// Hostility `h[i] = mean_j max(−S[i][j], 0)`. Someone warns with probability
/// `1 − (1 − voice·standing·(1−h)^conformity)·(1 − Q_reflection/2)`: the more hostile the home, the fewer dare, and who has
/// warned is half a defector. Then, each line reading the line above:
/// `S += reporting·(T−S)`; venom `ε = echo·max(−S, 0) + stereotyping·δ·(1−L)`;
/// `S −= (1 − 0.7Q_pattern_breaking)·(1−b)·(1+S)·ε`; `T += loyalty·(1−autonomy)·(S−T)`; the warner pays:
/// `standing += recovery·(1−standing) − warning_cost·h·b`, cut to [0, 1].
/// A home that has chosen a tone magnifies `1 − tone` times as much; one that has chosen to warn warns for sure. While dissent is
/// organised, conformity counts half and a warning costs nothing.
/// A warning is *swallowed* where the same luck would have made someone speak in a home without hostility and in full standing.
///
/// # Update order
/// Simultaneous over members: each line only reads the member's own home.
///
/// # Source
/// Fewer speak as the climate turns: the spiral of silence of Noelle-Neumann (1974). Standing and the form are ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HomeTalk {
    /// Whether delegates talk about their partners at home.
    pub enabled: bool,
    /// How fast the home's image follows what its delegates report, a month.
    #[schemars(extend("x-unit" = "share of the gap a month", "x-source" = "guess"))]
    pub reporting: Share,
    /// How much a hostile image feeds on itself.
    #[schemars(extend("x-unit" = "image a month per unit of hostility", "x-source" = "guess"))]
    pub echo: NonNegative,
    /// How much a culture that is not understood feeds stereotypes.
    #[schemars(extend("x-unit" = "image a month per unit of culture distance", "x-source" = "guess"))]
    pub stereotyping: NonNegative,
    /// How fast delegates follow the home's image, a month.
    #[schemars(extend("x-unit" = "share of the gap a month", "x-source" = "guess"))]
    pub loyalty: Share,
    /// How steeply readiness to warn falls with hostility.
    #[schemars(extend("x-unit" = "a number, as an exponent", "x-source" = "guess"))]
    pub conformity: NonNegative,
    /// Standing lost by a warning in a wholly hostile home.
    #[schemars(extend("x-unit" = "standing", "x-source" = "tuned"))]
    pub warning_cost: NonNegative,
    /// Share of the standing lost that comes back in a month.
    #[schemars(extend("x-unit" = "share of the gap a month", "x-source" = "guess"))]
    pub recovery: Share,
}

impl Default for HomeTalk {
    fn default() -> Self {
        Self {
            enabled: true,
            reporting: Share::fixed(0.25),
            echo: NonNegative::fixed(0.2),
            stereotyping: NonNegative::fixed(0.03),
            loyalty: Share::fixed(0.1),
            conformity: NonNegative::fixed(2.0),
            warning_cost: NonNegative::fixed(0.3),
            recovery: Share::fixed(0.05),
        }
    }
}

impl Mechanism for HomeTalk {
    fn name(&self) -> &'static str {
        MechanismId::HomeTalk.name()
    }

    fn enabled(&self) -> bool {
        self.enabled
    }

    fn apply(&self, month: &mut Month<'_>) {
        self.warn_everywhere(month);
        self.in_every_home(month, Warnings::Heeded, |home, trust, image, distance| {
            *image = Self::echoed(home, self.reported(*trust, *image), distance);
            *trust = followed(home, *trust, *image);
        });
    }
}

/// Whether those who talk at home listen to those who warn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Warnings {
    /// As the rule says.
    Heeded,
    /// As if nobody had warned.
    Ignored,
}

/// How a home talks this month.
struct Home {
    /// How much a hostile image feeds on itself.
    echo: f64,
    /// Stereotypes, per unit of culture distance.
    strange: f64,
    /// The share of the venom that nobody stops.
    unchecked: f64,
    /// How far delegates follow.
    loyalty: f64,
}

impl HomeTalk {
    fn warn_everywhere(&self, month: &mut Month<'_>) {
        let nerves = month.fortune(WARNINGS).row(0);
        let price = if month.is_dissent_organised() {
            0.0
        } else {
            *self.warning_cost
        };
        let courage = Courage {
            conformity: *self.conformity * if month.is_dissent_organised() { 0.5 } else { 1.0 },
            kept_quiet: 1.0 - month.quality(Quality::Reflection) / 2.0,
        };
        for rank in 0..month.alliance.members.n_present() {
            let i = month.alliance.members.present()[rank] as usize;
            let hostility = hostility(month.alliance, i);
            let warned = warn(i, hostility, &courage, nerves.uniform(i), month);
            let members = &mut month.alliance.members;
            let standing = members.standing[i];
            let regained = *self.recovery * (1.0 - standing);
            members.standing[i] = (standing + regained - price * hostility * warned).clamp(0.0, 1.0);
            members.warned[i] = warned;
        }
    }

    /// Lets something be said in every home about every partner: it moves trust and image, given the culture distance.
    #[inline]
    fn in_every_home(&self, month: &mut Month<'_>, warnings: Warnings, say: impl Fn(&Home, &mut f64, &mut f64, f64)) {
        let venom_left = 1.0 - TALK_BROKEN * month.quality(Quality::PatternBreaking);
        let number = month.number;
        let Alliance {
            members,
            relations,
            commons,
        } = &mut *month.alliance;
        let strange = *self.stereotyping * (1.0 - commons.shared_language);
        let mut lost = 0.0;
        for i in members.indices() {
            let stopped = match warnings {
                Warnings::Heeded => members.warned[i],
                Warnings::Ignored => 0.0,
            };
            let magnified = 1.0 - members.choices[i].tone.in_month(number).unwrap_or(0.0);
            let home = Home {
                echo: magnified * *self.echo,
                strange: magnified * strange,
                unchecked: venom_left * (1.0 - stopped),
                loyalty: *self.loyalty * (1.0 - members.autonomy[i]),
            };
            let row = relations.row(i);
            let trust = relations.trust[row.clone()].iter_mut();
            let partners = trust
                .zip(&mut relations.image[row.clone()])
                .zip(&relations.distance[row]);
            for ((trust, image), &distance) in partners {
                let before = *trust;
                say(&home, trust, image, distance);
                lost += above_zero(before - *trust);
            }
        }
        commons.lost.by_channel[LossChannel::Home as usize] += lost;
    }

    /// The image after the delegates' report.
    #[inline]
    fn reported(&self, trust: f64, image: f64) -> f64 {
        image + *self.reporting * (trust - image)
    }

    /// The image after the home has talked about what was reported.
    #[inline]
    fn echoed(home: &Home, reported: f64, distance: f64) -> f64 {
        let venom = home.echo * above_zero(-reported) + home.strange * distance;
        let talked = reported - home.unchecked * (1.0 + reported) * venom;
        talked.clamp(-1.0, 1.0)
    }
}

/// What keeps people from warning this month.
struct Courage {
    conformity: f64,
    /// The share of those kept silent whom nobody makes speak.
    kept_quiet: f64,
}

impl Courage {
    /// The probability that somebody warns, given voice and standing, in a home this hostile.
    fn to_warn(&self, voice: f64, standing: f64, hostility: f64) -> f64 {
        1.0 - (1.0 - voice * standing * self.left(hostility)) * self.kept_quiet
    }

    /// `(1−h)^conformity`: how much of their readiness to warn is left in a home this hostile, 0…1.
    fn left(&self, hostility: f64) -> f64 {
        let open = above_zero(1.0 - hostility);
        match self.conformity {
            0.0 => 1.0,
            2.0 => open * open,
            conformity => exp(conformity * ln(open)),
        }
    }
}

/// Whether someone warns: 1 where `nerve` (0…1) is below the probability, else 0; the probability itself without a nerve.
fn warn(i: usize, hostility: f64, courage: &Courage, nerve: Option<f64>, month: &mut Month<'_>) -> f64 {
    let members = &month.alliance.members;
    let (voice, standing) = (members.voice[i], members.standing[i]);
    let probability = match members.choices[i].warns.in_month(month.number) {
        Some(()) => 1.0,
        None => courage.to_warn(voice, standing, hostility),
    };
    let Some(nerve) = nerve else {
        return probability;
    };
    let member = MemberId::from(i);
    if nerve < probability {
        month.tell(Happening::WarningSpoken { member, hostility });
        return 1.0;
    }
    if nerve < courage.to_warn(voice, 1.0, 0.0) {
        month.tell(Happening::WarningSwallowed { member, hostility });
    }
    0.0
}

/// The delegates' trust after their home's image has pulled it along.
#[inline]
fn followed(home: &Home, trust: f64, image: f64) -> f64 {
    trust + home.loyalty * (image - trust)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::alliance::Lasting;
    use crate::mechanisms::testing::{Trial, anything, assert_near, strangers};

    #[test]
    fn delegates_report_the_home_magnifies_and_pulls_them_along() {
        let mut trial = homes(0.0);
        trial.set_cultures(&[0.0, 1.0]);
        trial.set_all_trust(0.2);
        trial.live(&HomeTalk::default());
        let image = 0.25 * 0.2 - (1.0 + 0.25 * 0.2) * 0.03;
        assert_near(trial.alliance.relations.image[0], image);
        assert_near(trial.trust(0, 1), 0.2 + 0.1 * (image - 0.2));
    }

    #[test]
    fn a_hostile_image_feeds_on_itself() {
        let mut trial = homes(0.0);
        trial.alliance.relations.image.fill(-0.5);
        trial.set_all_trust(-0.5);
        trial.live(&HomeTalk::default());
        assert_near(trial.alliance.relations.image[0], -0.5 - 0.5 * 0.2 * 0.5);
    }

    #[test]
    fn a_warning_stops_the_talk_and_costs_standing() {
        let mut trial = homes(1.0);
        trial.alliance.relations.image.fill(-0.5);
        trial.set_all_trust(-0.5);
        trial.live(&HomeTalk::default());
        assert_near(trial.alliance.members.warned[0], 0.25);
        assert_near(trial.alliance.relations.image[0], -0.5 - 0.75 * 0.5 * 0.2 * 0.5);
        assert_near(trial.alliance.members.standing[0], 1.0 - 0.3 * 0.5 * 0.25);
    }

    #[test]
    fn without_conformity_everybody_dares_to_warn_even_in_the_most_hostile_home() {
        let mut trial = homes(1.0);
        trial.alliance.relations.image.fill(-1.0);
        trial.live(&HomeTalk {
            conformity: NonNegative::fixed(0.0),
            reporting: Share::fixed(0.0),
            ..HomeTalk::default()
        });
        assert_near(trial.alliance.members.warned[0], 1.0);
    }

    #[test]
    fn fewer_dare_to_warn_where_conformity_is_steeper() {
        let mut trial = homes(1.0);
        trial.alliance.relations.image.fill(-0.5);
        trial.live(&HomeTalk {
            conformity: NonNegative::fixed(3.0),
            ..HomeTalk::default()
        });
        assert_near(trial.alliance.members.warned[0], 0.125);
    }

    #[test]
    fn a_wholly_hostile_home_swallows_every_warning_unless_it_reflects() {
        let mut trial = homes(1.0).drawn(5);
        trial.alliance.relations.image.fill(-1.0);
        let told = trial.live(&HomeTalk::default());
        assert!(
            told.iter()
                .all(|told| matches!(told, Happening::WarningSwallowed { hostility: 1.0, .. }))
        );
        assert_eq!(told.len(), 2);
        let mut reflecting = homes(0.0).with_quality(Quality::Reflection, 1.0);
        reflecting.live(&HomeTalk::default());
        assert_near(reflecting.alliance.members.warned[0], 0.5);
    }

    #[test]
    fn who_has_lost_standing_is_less_free_to_warn_and_regains_it() {
        let mut trial = homes(1.0);
        trial.alliance.members.standing[0] = 0.6;
        trial.live(&HomeTalk::default());
        assert_near(trial.alliance.members.warned[0], 0.6);
        assert_near(trial.alliance.members.standing[0], 0.6 + 0.05 * 0.4);
    }

    #[test]
    fn organised_dissent_halves_conformity_and_makes_warnings_free() {
        let mut trial = homes(1.0);
        trial.alliance.relations.image.fill(-0.5);
        trial.alliance.commons.dissent_until = 1;
        trial.live(&HomeTalk::default());
        assert_near(trial.alliance.members.warned[0], 0.5);
        assert_eq!(trial.alliance.members.standing[0], 1.0);
    }

    #[test]
    fn a_home_that_has_chosen_to_warn_warns_for_sure_at_the_usual_price() {
        let mut trial = homes(0.0).drawn(7);
        trial.alliance.relations.image.fill(-0.5);
        trial.alliance.members.choices[0].warns = Lasting::from((), 0, 1);
        trial.live(&HomeTalk::default());
        assert_eq!(trial.alliance.members.warned, [1.0, 0.0]);
        assert_near(trial.alliance.members.standing[0], 1.0 - 0.3 * 0.5);
    }

    #[test]
    fn a_tone_says_how_much_a_home_magnifies() {
        for (tone, times) in [(1.0, 0.0), (0.0, 1.0), (-1.0, 2.0)] {
            let mut trial = homes(0.0);
            trial.set_cultures(&[0.0, 1.0]);
            trial.alliance.relations.image.fill(-0.5);
            trial.set_all_trust(-0.5);
            trial.alliance.members.choices[0].tone = Lasting::from(tone, 0, 1);
            trial.live(&HomeTalk::default());
            let venom = times * (0.2 * 0.5 + 0.03);
            assert_near(trial.image(0, 1), -0.5 - 0.5 * venom);
            assert_near(trial.image(1, 0), -0.5 - 0.5 * (0.2 * 0.5 + 0.03));
        }
    }

    #[test]
    fn the_trust_that_homes_have_cost_is_told() {
        let mut trial = homes(0.0);
        trial.alliance.relations.image.fill(-0.5);
        trial.live(&HomeTalk::default());
        let lost = trial.alliance.commons.lost.through(LossChannel::Home);
        assert_near(lost, -trial.trust(0, 1) - trial.trust(1, 0));
        assert!(lost > 0.0);
    }

    #[test]
    fn autonomous_delegates_do_not_follow_their_homes() {
        let mut trial = homes(0.0);
        trial.alliance.members.autonomy.fill(1.0);
        trial.set_all_trust(0.4);
        trial.live(&HomeTalk::default());
        assert_eq!(trial.trust(0, 1), 0.4);
    }

    #[test]
    fn a_home_without_partners_has_nothing_to_say() {
        let mut alone = strangers(1);
        alone.live(&HomeTalk::default());
        assert_eq!(alone.alliance.members.standing, [1.0]);
        strangers(0).live(&HomeTalk::default());
    }

    proptest! {
        #[test]
        fn nothing_leaves_its_scale(mut trial in anything(), echo in 0.0..9.0, cost in 0.0..9.0) {
            let (echo, warning_cost) = (NonNegative::fixed(echo), NonNegative::fixed(cost));
            trial.live(&HomeTalk { echo, warning_cost, ..HomeTalk::default() });
            trial.assert_on_scale();
        }
    }

    /// Two members whose homes are this ready to warn.
    fn homes(voice: f64) -> Trial {
        let mut trial = strangers(2);
        trial.alliance.members.voice.fill(voice);
        trial
    }
}
