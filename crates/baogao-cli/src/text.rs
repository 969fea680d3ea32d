//! Reports for reading in a terminal. Owns their layout; colours are styles that are stripped where there is no terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use baogao::{Figure, Meta, Period, Report, Section, Sign, Target, TargetForm};

const TITLE: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const TARGET: Style = AnsiColor::Green.on_default();

/// Who, outline, headline targets and outcomes, commitments counted, glossary, defects; `colour` only where a terminal shows it.
pub(crate) fn report(report: &Report, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Vec::new();
    head(&report.meta, &mut page)?;
    writeln!(page)?;
    outline(report, &mut page)?;
    headline(report, &mut page)?;
    if !report.glossary.is_empty() {
        let mentions: usize = report.glossary.iter().map(|term| term.mentions.len()).sum();
        writeln!(page, "\n{TITLE}Glossary{TITLE:#}  {} terms, {mentions} mentions", report.glossary.len())?;
    }
    if !report.defects.is_empty() {
        writeln!(page, "\n{TITLE}Defects{TITLE:#}  {}", report.defects.len())?;
        for defect in report.defects.iter().take(8) {
            writeln!(page, "  {FAINT}byte {}{FAINT:#}  {}", defect.span.start(), defect.message)?;
        }
    }
    if colour {
        return out.write_all(&page);
    }
    anstream::adapter::strip_bytes(&page).into_iter().try_for_each(|plain| out.write_all(plain))
}

fn head(meta: &Meta, out: &mut dyn Write) -> io::Result<()> {
    let title = meta.title.as_deref().unwrap_or("(no title)");
    let place = meta.jurisdiction.as_deref().unwrap_or("(place unknown)");
    writeln!(out, "{TITLE}{place}  {title}{TITLE:#}")?;
    let year = |year: Option<u16>| year.map_or("?".to_owned(), |year| year.to_string());
    write!(out, "reviews {}, plans {}", year(meta.review_year), year(meta.plan_year))?;
    if let Some(date) = meta.delivered_on {
        write!(out, "; delivered on {date}")?;
    }
    if let (Some(speaker), Some(office)) = (&meta.speaker, &meta.speaker_office) {
        write!(out, " by {}{office} {speaker}", if meta.acting { "代" } else { "" })?;
    }
    writeln!(out)
}

/// The tree of sections; behind each, the figures in its body.
pub(crate) fn outline(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{TITLE}Outline{TITLE:#}  {} sections, {} figures",
        report.sections.len(),
        report.figures.len()
    )?;
    let mut next = 0;
    for section in &report.sections {
        // Sections are in document order, and so are figures.
        while report.figures.get(next).is_some_and(|figure| figure.span.start() < section.span.start()) {
            next += 1;
        }
        let count = report.figures[next..]
            .iter()
            .take_while(|figure| figure.span.end() <= section.body.end())
            .count();
        line(section, count, out)?;
    }
    Ok(())
}

fn line(section: &Section, figures: usize, out: &mut dyn Write) -> io::Result<()> {
    let indent = usize::from(section.level) * 2;
    let marker = section.marker.as_deref().unwrap_or_default();
    write!(out, "{:indent$}{marker}{}", "", section.heading)?;
    write!(out, "  {FAINT}{}", section.role.as_str())?;
    if figures > 0 {
        write!(out, ", {figures}")?;
    }
    writeln!(out, "{FAINT:#}")
}

/// The targets and outcomes of headline indicators, and how much is pledged besides.
fn headline(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let targets: Vec<&Target> = report.targets.iter().filter(|target| target.canonical.is_some()).collect();
    if !targets.is_empty() {
        writeln!(out, "\n{TITLE}Headline targets{TITLE:#}  {}", targets.len())?;
    }
    for target in targets {
        match target.value_index().and_then(|i| report.figures.get(i)) {
            Some(figure) => figure_line(report, figure, out)?,
            None => {
                let text = target.span.slice(&report.clean.text).unwrap_or_default();
                let form = target.form.as_str();
                headline_row(target.period, target.canonical.as_deref(), text, form, &target.indicator, out)?;
            }
        }
    }
    let commitments = report.targets.iter().filter(|target| target.form == TargetForm::Commitment).count();
    if commitments > 0 {
        writeln!(out, "\n{TITLE}Commitments without a number{TITLE:#}  {commitments}")?;
    }
    let outcomes: Vec<&Figure> = report.actuals().filter(|figure| figure.canonical.is_some()).collect();
    if !outcomes.is_empty() {
        writeln!(out, "\n{TITLE}Headline outcomes{TITLE:#}  {}", outcomes.len())?;
    }
    outcomes.into_iter().try_for_each(|figure| figure_line(report, figure, out))
}

fn figure_line(report: &Report, figure: &Figure, out: &mut dyn Write) -> io::Result<()> {
    let sign = if figure.sign == Sign::Minus { "−" } else { "" };
    let quantity = &figure.quantity;
    let bound = quantity.qualifier.as_deref().unwrap_or_default();
    // A bound is where the report puts it: 不低于 before the number, 以上 behind it.
    let behind =
        report.clean.text.get(figure.span.end() as usize..).is_some_and(|rest| rest.starts_with(bound));
    let (ahead, behind) = if behind { ("", bound) } else { (bound, "") };
    let modality = figure.modality.as_deref().unwrap_or_default();
    let value = format!("{modality}{ahead}{sign}{quantity}{behind}");
    let measure = figure.measure.as_str();
    headline_row(figure.period, figure.canonical.as_deref(), &value, measure, &figure.indicator, out)
}

fn headline_row(
    period: Option<Period>,
    canonical: Option<&str>,
    value: &str,
    kind: &str,
    indicator: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let year = period.map_or("????".to_owned(), |period| period.last().to_string());
    let id = canonical.unwrap_or_default();
    writeln!(out, "  {year}  {id:<22} {TARGET}{value}{TARGET:#}  {FAINT}{kind} {indicator}{FAINT:#}")
}
