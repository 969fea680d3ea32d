//! What a web site puts around a report. Owns invented navigation, publication lines, page numbers and footers, and
//! the markup of a page.

#[cfg(feature = "html")]
use std::fmt::Write as _;

use fastrand::Rng;

use super::one_in;

/// What is before a report, by site.
const HEADERS: [&str; 3] = [
    "青川县人民政府门户网站\n无障碍浏览 | 长者模式 | 登录\n首页 政务公开 政务服务 互动交流\n\
     当前位置：首页 > 政务公开 > 政府工作报告\n索引号：QC001-2024-00017\n发布日期：2024-02-01 09:30 来源：县政府办公室\n\
     字体：【大 中 小】 打印",
    "网站首页\n新闻中心\n信息公开\n您的位置：网站首页>>信息公开>>政府工作报告\n时间：2024年02月01日 09:30\n浏览次数：1208次\n\
     【字体：大 中 小】\n分享到：",
    "设为首页 | 加入收藏\n2024-02-01 08:15:22 来源:青川日报 作者:本报记者 李青川 编辑:王一\n字号：A- A+",
];
const FOOTERS: [&str; 3] = [
    "【打印本页】 【关闭窗口】\n上一篇：青川县2023年预算执行情况\n下一篇：没有了\n\
     主办单位：青川县人民政府办公室\n版权所有 青川县人民政府 川ICP备00000001号-1\n网站标识码：5100000001",
    "扫一扫在手机打开当前页\n责任编辑：李青川\n关于我们 | 网站地图 | 联系我们\n\
     Copyright © 2024 青川县人民政府 All Rights Reserved",
    "相关链接：\n一图读懂政府工作报告\n返回顶部\n技术支持：青川数据有限公司\n川公网安备 51000000000001号",
];

/// A page's furniture before and behind the report, and page numbers between its paragraphs.
pub(super) fn furniture(text: &str, rng: &mut Rng) -> String {
    let mut page = 0;
    let mut number = || {
        page += 1;
        format!("\n— {page} —")
    };
    let lines: Vec<String> = text
        .lines()
        .map(|line| format!("{line}{}", if one_in(8, rng) { number() } else { String::new() }))
        .collect();
    let header = rng.choice(HEADERS).unwrap_or_default();
    let footer = rng.choice(FOOTERS).unwrap_or_default();
    format!("{header}\n{}\n{footer}\n", lines.join("\n"))
}

/// The page of a site: styles, scripts, menus, indented paragraphs of nested spans, character references.
#[cfg(feature = "html")]
pub(super) fn html(text: &str, rng: &mut Rng) -> String {
    let mut page = String::from(
        "<!DOCTYPE html>\n<html lang=\"zh\">\n<head>\n<meta charset=\"utf-8\">\n<title>政府工作报告</title>\n\
         <style>p { text-indent: 2em; } .nav > li { float: left }</style>\n<script>if (1 < 2 && 3 > 2) go('<p>');</script>\n\
         </head>\n<body>\n<ul class=\"nav\"><li><a href=\"/\">首页</a></li><li><a href=\"/zw\">政务公开</a></li></ul>\n\
         <div class=\"content\"><!-- 正文 -->\n",
    );
    for line in text.lines() {
        let line = line.replace('&', "&amp;").replace('<', "&lt;");
        let line = line.replace('“', "&ldquo;").replace('”', "&rdquo;").replace('·', "&middot;");
        let (head, tail) = line.split_at(line.char_indices().nth(4).map_or(line.len(), |(at, _)| at));
        let _ = match rng.usize(..5) {
            0 => writeln!(page, "<p>&emsp;&emsp;{line}</p>"),
            1 => write!(
                page,
                "<p style=\"text-align: justify;\"><span><span lang=\"EN-US\">{head}</span>{tail}</span></p>\r\n"
            ),
            2 => write!(page, "<div>　　{head}<strong>{tail}</strong><br/></div>"),
            3 => write!(page, "<p>\n\t{head}<a href=\"/so?a=1&b=2\" target='_blank'>{tail}</a>\n</p>\n\n"),
            _ => writeln!(page, "{line}<br>"),
        };
    }
    page.push_str(
        "</div>\n<div class=\"foot\">版权所有：青川县人民政府<br>川ICP备00000001号</div>\n</body>\n</html>\n",
    );
    page
}
