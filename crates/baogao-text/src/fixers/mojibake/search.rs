//! The search for the undamaged bytes. Owns the walk over the tokens of a window with a small set of
//! states, each a guess at the bytes so far; what a text is worth is `model`'s knowledge.
//!
//! What happened, as measured on real pages (undone here): a text in GBK got a reading in brackets after
//! each occurrence of certain byte pairs, *whatever the alignment*; where the second byte of such a pair
//! was the first of a character, that byte lost its partner and ate the bracket. At some byte pairs that
//! look like `，；！？。` the reading of the stream began anew, and the byte before them was left alone.

use super::{
    model::Model,
    token::{Sort, Token},
};
use crate::{
    chars::narrow,
    fixers::pinyin::{Syllable, is_annotation},
    gbk::{Code, Gbk, is_private},
};

/// Guesses this much less likely than the best are given up, and at most this many are kept.
const BEAM: f32 = 30.0;
const WIDTH: usize = 200;
/// A window ends when a mended text is this much likelier than every text still out of step.
const SETTLED: f32 = 12.0;
/// What a lone byte costs where the reading began anew, and where a character was eaten with it.
const CUT: f32 = -3.0;
const GONE: f32 = -6.0;
/// What is left as it is: a reading that is no annotation, a displaced one, a question mark.
const KEPT_READING: f32 = -6.0;
/// An annotation of a letter and half of the character before it: possible, and as rare as letters are.
const CROSSING: f32 = -6.0;
const KEPT_DAMAGE: f32 = -25.0;
const KEPT_QUESTION: f32 = -5.0;
/// The bytes that begin a character: only these can be left alone.
pub(super) const LONE: std::ops::RangeInclusive<u8> = 0x81..=0xFE;

/// What a token was before the damage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Action {
    /// The token as it is.
    Keep,
    /// These bytes, the second of which may be absent.
    Bytes(u8, Option<u8>),
    /// Nothing: an annotation of the two bytes before.
    Drop(Syllable),
    /// A byte, and its annotation.
    Found(u8, Syllable),
    /// A byte behind which the reading began anew.
    Cut(u8),
    /// A byte, and an ASCII character that it took along.
    Gone(u8),
}

/// A token's action, and whether it stood in step with the true characters, before it and after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Step {
    pub(super) action: Action,
    pub(super) in_step: bool,
}

/// The last character before a window, and the last two bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Before {
    pub(super) last: char,
    pub(super) tail: [u8; 2],
}

/// One guess.
#[derive(Debug, Clone, Copy)]
struct State {
    score: f32,
    before: Before,
    /// The last byte waits for its partner.
    pending: bool,
    /// Something was mended on the way.
    mended: bool,
    /// Its last step, as an index.
    node: usize,
}

impl State {
    fn key(&self) -> (bool, bool, [u8; 2], char) {
        (self.mended, self.pending, self.before.tail, self.before.last)
    }
}

pub(super) struct Search<'a> {
    pub(super) model: &'a Model<'a>,
    /// The copy turned full-width forms into ASCII.
    pub(super) normalised: bool,
    /// Steps that may still be taken in this document.
    pub(super) budget: usize,
}

/// The steps of a mended window, and by how much it is likelier than the window as it is.
pub(super) struct Found {
    pub(super) steps: Vec<Step>,
    pub(super) margin: f32,
}

/// The steps taken: the step before, what was done, and whether it was in step.
type Nodes = Vec<(usize, Step)>;

impl Search<'_> {
    /// Whether damage may begin with the first of these tokens.
    pub(super) fn opens(&self, tokens: &[Token]) -> bool {
        match tokens {
            _ if self.budget == 0 => false,
            [first, ..] if matches!(first.sort, Sort::Eaten(_)) => true,
            [_, second, ..] => self.stops(second.sort, false),
            _ => false,
        }
    }

    /// The likeliest mended text of the tokens, `None` when nothing can be mended.
    /// `whole` says that the line ends with the last token.
    pub(super) fn run(&mut self, tokens: &[Token], whole: bool, before: Before) -> Option<Found> {
        let mut nodes: Nodes = Vec::new();
        let mut states = vec![State { score: 0.0, before, pending: false, mended: false, node: usize::MAX }];
        let mut settled = 0;
        self.budget = self.budget.saturating_sub(tokens.len());
        for (i, token) in tokens.iter().enumerate() {
            let next = tokens.get(i + 1);
            let mut reached = Vec::new();
            for state in &states {
                if self.budget == 0 {
                    return None;
                }
                let at = reached.len();
                self.expand(state, token, next, whole, &mut nodes, &mut reached);
                self.budget = self.budget.saturating_sub(1 + reached.len() - at);
            }
            states = prune(reached);
            let best = |of: fn(&State) -> bool| {
                states.iter().filter(|s| of(s)).map(|s| s.score).fold(f32::NEG_INFINITY, f32::max)
            };
            let (closed, pending) = (best(|s| s.mended && !s.pending), best(|s| s.pending));
            if pending == f32::NEG_INFINITY && closed == f32::NEG_INFINITY {
                return None;
            }
            // One token more shows how the mended text goes on, and a reading belongs to what it follows.
            settled += usize::from(closed > pending + SETTLED);
            if settled >= 2 && !next.is_some_and(|token| matches!(token.sort, Sort::Reading(_))) {
                break;
            }
        }
        let kept = states.iter().find(|s| !s.mended)?.score;
        let best =
            states.iter().filter(|s| s.mended && !s.pending).max_by(|a, b| a.score.total_cmp(&b.score))?;
        let mut steps = Vec::new();
        let mut node = best.node;
        while let Some(&(parent, step)) = nodes.get(node) {
            steps.push(step);
            node = parent;
        }
        steps.reverse();
        Some(Found { steps, margin: best.score - kept })
    }

    /// All that a token can have been after one guess.
    fn expand(
        &self,
        state: &State,
        token: &Token,
        next: Option<&Token>,
        whole: bool,
        nodes: &mut Nodes,
        reached: &mut Vec<State>,
    ) {
        let mut put = |action: Action, state: Option<State>, cost: f32, mends: bool, was: &State| {
            if let Some(mut state) = state {
                state.score += cost;
                state.mended |= mends;
                nodes.push((was.node, Step { action, in_step: !was.pending && !state.pending }));
                state.node = nodes.len() - 1;
                reached.push(state);
            }
        };
        let keep = |last: char| {
            (!state.pending).then_some(State { before: Before { last, tail: [0, 0] }, ..*state })
        };
        match token.sort {
            Sort::Pair(pair) => {
                let [first, second] = pair;
                put(Action::Bytes(first, Some(second)), self.pair(state, pair), 0.0, false, state);
            }
            Sort::Byte(byte) => {
                put(Action::Bytes(byte, None), self.byte(state, byte), 0.0, false, state);
                if let Some(pair @ [first, second]) = self.widened(byte) {
                    put(Action::Bytes(first, Some(second)), self.pair(state, pair), 0.0, false, state);
                }
            }
            Sort::Reading(syllable) => match is_annotation(state.before.tail, syllable) {
                Some(key) => {
                    let crossing = if state.before.last.is_ascii() { CROSSING } else { 0.0 };
                    let cost = self.model.annotation(key, syllable) + crossing;
                    put(Action::Drop(syllable), Some(*state), cost, false, state);
                }
                None => put(Action::Keep, keep(')'), KEPT_READING, false, state),
            },
            Sort::Eaten(syllable) => {
                put(Action::Keep, keep(')'), KEPT_DAMAGE, false, state);
                for lone in LONE {
                    if let Some(key) = is_annotation([state.before.tail[1], lone], syllable) {
                        let cost = self.model.annotation(key, syllable);
                        put(Action::Found(lone, syllable), self.byte(state, lone), cost, true, state);
                    }
                }
            }
            Sort::Lost => {
                put(Action::Keep, keep('?'), KEPT_QUESTION, false, state);
                if state.pending
                    && let Some(pair @ [first, second]) = self.widened(b'?')
                {
                    put(Action::Bytes(first, Some(second)), self.pair(state, pair), 0.0, false, state);
                }
                let stops = next.map_or(whole && state.pending, |next| self.stops(next.sort, state.pending));
                let (act, cost): (fn(u8) -> Action, f32) = match (stops, state.pending) {
                    (true, _) => (Action::Cut, CUT),
                    (false, true) => (Action::Gone, GONE),
                    (false, false) => return,
                };
                for lone in LONE {
                    put(act(lone), self.byte(state, lone), cost, true, state);
                }
            }
            Sort::Foreign => put(Action::Keep, keep('\u{fffd}'), 0.0, false, state),
        }
    }

    /// The guess with one byte more; `None` when no text has these bytes.
    fn byte(&self, state: &State, byte: u8) -> Option<State> {
        let mut state = *state;
        let lead = state.before.tail[1];
        state.before.tail = [lead, byte];
        let c = match (state.pending, byte) {
            (true, _) => Gbk::get().char([lead, byte]).filter(|&c| !is_private(c))?,
            (false, 0..=0x7F) => char::from(byte),
            (false, 0x80) => '€',
            (false, 0xFF) => return None,
            (false, _) => {
                state.pending = true;
                return Some(state);
            }
        };
        state.pending = false;
        self.emit(&mut state, c);
        Some(state)
    }

    fn pair(&self, state: &State, pair: [u8; 2]) -> Option<State> {
        if state.pending {
            return self.byte(&self.byte(state, pair[0])?, pair[1]);
        }
        // In step with the text: whatever it is, it is there.
        let mut state = *state;
        state.before.tail = pair;
        self.emit(&mut state, Gbk::get().char(pair)?);
        Some(state)
    }

    fn emit(&self, state: &mut State, c: char) {
        state.score += self.model.next(state.before.last, c);
        state.before.last = c;
    }

    /// The bytes of the full-width form that a copy may have made an ASCII character of; the euro sign's
    /// own pair.
    fn widened(&self, byte: u8) -> Option<[u8; 2]> {
        let wide = match byte {
            0x21..=0x7E if self.normalised => char::from_u32(u32::from(byte) + 0xFEE0)?,
            0x80 => return Some([0xA2, 0xE3]),
            _ => return None,
        };
        match Gbk::get().code(wide)? {
            Code::Pair(pair) => Some(pair),
            Code::Byte(_) => None,
        }
    }

    /// Whether the reading of a stream may have begun anew at this token; where characters are out of step
    /// already, it may at some more marks.
    fn stops(&self, sort: Sort, pending: bool) -> bool {
        let mark = match sort {
            Sort::Pair(pair) => Gbk::get().char(pair),
            Sort::Byte(byte) if self.normalised => Some(char::from(byte)),
            Sort::Lost if self.normalised => Some('?'),
            _ => None,
        };
        mark.is_some_and(|c| {
            matches!(narrow(c), ',' | ';' | '!' | '?' | '。') || (pending && matches!(narrow(c), ':' | '、'))
        })
    }
}

/// The best guess of each sort, without those far behind. What was not mended stays, to compare with.
fn prune(mut states: Vec<State>) -> Vec<State> {
    states.sort_by(|a, b| a.key().cmp(&b.key()).then(b.score.total_cmp(&a.score)));
    states.dedup_by_key(|state| state.key());
    let best = states.iter().map(|s| s.score).fold(f32::NEG_INFINITY, f32::max);
    let mut kept: Option<State> = None;
    states.retain(|s| {
        if !s.mended && kept.is_none_or(|k| k.score < s.score) {
            kept = Some(*s);
        }
        s.mended && s.score > best - BEAM
    });
    states.sort_by(|a, b| b.score.total_cmp(&a.score));
    states.truncate(WIDTH);
    states.extend(kept);
    states
}
