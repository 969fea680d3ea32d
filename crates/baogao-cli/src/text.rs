//! Reports for reading in a terminal. Owns their layout; colours are styles that are stripped where there is no terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use baogao::{Figure, FigureKind, Meta, Report, Section, Sign};

const TITLE: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const TARGET: Style = AnsiColor::Green.on_default();

/// Who, outline, headline figures, glossary, defects; `colour` only where a terminal shows it.
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
        // Sections stand in document order, and so do figures.
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

/// The figures of headline indicators, targets first.
fn headline(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for (kind, title) in [(FigureKind::Target, "Headline targets"), (FigureKind::Actual, "Headline outcomes")]
    {
        let figures: Vec<&Figure> = report
            .figures
            .iter()
            .filter(|figure| figure.kind == kind && figure.canonical.is_some())
            .collect();
        if figures.is_empty() {
            continue;
        }
        writeln!(out, "\n{TITLE}{title}{TITLE:#}  {}", figures.len())?;
        for figure in figures {
            let year = figure.period.map_or("????".to_owned(), |period| period.last().to_string());
            let sign = if figure.sign == Sign::Minus { "−" } else { "" };
            let quantity = &figure.quantity;
            let bound = quantity.qualifier.as_deref().unwrap_or_default();
            // A bound stands where the report puts it: 不低于 before the number, 以上 behind it.
            let behind = report
                .clean
                .text
                .get(figure.span.end() as usize..)
                .is_some_and(|rest| rest.starts_with(bound));
            let (ahead, behind) = if behind { ("", bound) } else { (bound, "") };
            let modality = figure.modality.as_deref().unwrap_or_default();
            writeln!(
                out,
                "  {year}  {:<22} {TARGET}{modality}{ahead}{sign}{quantity}{behind}{TARGET:#}  {FAINT}{} {}{FAINT:#}",
                figure.canonical.as_deref().unwrap_or_default(),
                figure.measure.as_str(),
                figure.indicator,
            )?;
        }
    }
    Ok(())
}
