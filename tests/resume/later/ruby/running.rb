# A resume of two pages with a running foot: reads a description on standard input, writes the PDF to the path given.
require "json"
require "prawn"

cv = JSON.parse($stdin.read)

Prawn::Fonts::AFM.hide_m17n_warning = true
Prawn::Document.generate(ARGV[0], page_size: cv["paper"], margin: [62, 62, 66, 62],
                                  info: { Title: cv["name"], Producer: "Prawn #{Prawn::VERSION}" }) do
  font_families.update("Sans" => cv["fonts"].transform_keys(&:to_sym))
  font "Sans", size: 11.2
  default_leading 3.8
  accent = cv["accent"]

  pair = lambda do |left, right, style|
    room = bounds.width - width_of(right, size: 10) - 12
    top = cursor
    page = page_number
    text_box right, at: [bounds.left, top], width: bounds.width, align: :right, size: 10, style: :italic
    bounding_box([bounds.left, top], width: room) { text left, size: 11.6, style: style }
    raise "a page ends within a line" unless page == page_number
  end
  item = lambda do |line|
    indent(6) do
      start_new_page if cursor < 2 * font.height
      float { text "–" }
      indent(12) { text line }
    end
    move_down 1.5
  end

  text cv["name"], size: 24, style: :bold, color: accent
  text cv["headline"], size: 12.5
  move_down 4
  formatted_text(cv["contact"].flat_map.with_index do |(words, link), index|
    [*(index.zero? ? [] : [{ text: index == 3 ? "\n" : "   |   " }]), { text: words, link: link }.compact]
  end)
  cv["sections"].each do |section|
    start_new_page if cursor < 128
    move_down 13
    text section["head"], size: 13, style: :bold, color: accent
    stroke_color accent
    stroke { line_width 1.2; horizontal_line bounds.left, bounds.left + 40 }
    move_down 6
    section["paragraphs"].each { |line| text line, inline_format: section["inline"] }
    section["bullets"].each(&item)
    section["entries"].each do |entry|
      start_new_page if cursor < 84
      pair.call(entry["left"], entry["right"], :bold)
      text entry["under"], color: "444444" unless entry["under"].empty?
      text entry["prose"] unless entry["prose"].empty?
      move_down 1.5
      entry["bullets"].each(&item)
      move_down 6
    end
  end

  foot = { at: [bounds.left, -22], width: bounds.width, align: :center, size: 8.5, color: "666666" }
  number_pages cv["foot"], **foot
  repeat(->(number) { number > 1 }) do
    draw_text cv["name"] + "  ·  " + cv["headline"], at: [bounds.left, bounds.top + 24], size: 8.5
  end
end
