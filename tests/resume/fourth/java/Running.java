// Sets one resume with OpenPDF: reads lines "kind TAB text TAB right TAB link" from the standard input, writes a PDF.
// Arguments: the PDF, A4 or LETTER, a regular, a bold and an italic font's file, the left of the running foot.

import com.lowagie.text.Chunk;
import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.List;
import com.lowagie.text.ListItem;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.ColumnText;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfPageEventHelper;
import com.lowagie.text.pdf.PdfWriter;
import com.lowagie.text.pdf.draw.VerticalPositionMark;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

public class Running {
  static final Color INK = new Color(30, 30, 30);
  static final Color ACCENT = new Color(112, 48, 72);
  static final float SIDE = 62;
  static BaseFont plain;
  static BaseFont bold;
  static BaseFont italic;

  static Font font(BaseFont base, float size, Color color) {
    return new Font(base, size, Font.NORMAL, color);
  }

  static class Foot extends PdfPageEventHelper {
    final String left;
    final int total;

    Foot(String left, int total) {
      this.left = left;
      this.total = total;
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
      PdfContentByte canvas = writer.getDirectContent();
      canvas.setColorStroke(ACCENT);
      canvas.setLineWidth(0.6f);
      canvas.moveTo(document.left(), 46);
      canvas.lineTo(document.right(), 46);
      canvas.stroke();
      Font small = font(plain, 8.5f, Color.GRAY);
      String number = writer.getPageNumber() + " / " + total;
      ColumnText.showTextAligned(canvas, Element.ALIGN_LEFT, new Phrase(left, small), document.left(), 33, 0);
      ColumnText.showTextAligned(canvas, Element.ALIGN_RIGHT, new Phrase(number, small), document.right(), 33, 0);
    }
  }

  static Paragraph paragraph(float leading, float before) {
    Paragraph made = new Paragraph();
    made.setLeading(leading);
    made.setSpacingBefore(before);
    return made;
  }

  static void room(Document document, PdfWriter writer, float needed) {
    if (writer.getVerticalPosition(true) < document.bottom() + needed) document.newPage();
  }

  static void add(Document document, PdfWriter writer, String kind, String[] cells) {
    String text = cells[1];
    Paragraph made = paragraph(16.2f, 1);
    if (kind.equals("name")) {
      made = paragraph(30, 0);
      made.setAlignment(Element.ALIGN_CENTER);
      made.add(new Chunk(text, font(bold, 22, ACCENT)));
    } else if (kind.equals("headline")) {
      made.setAlignment(Element.ALIGN_CENTER);
      made.add(new Chunk(text, font(plain, 12, INK)));
    } else if (kind.equals("contact")) {
      made.setAlignment(Element.ALIGN_CENTER);
      for (int i = 1; i < cells.length; i += 2) {
        if (i > 1) made.add(new Chunk("  |  ", font(plain, 10, ACCENT)));
        Chunk part = new Chunk(cells[i], font(plain, 10, INK));
        if (!cells[i + 1].equals("-")) part.setAnchor(cells[i + 1]);
        made.add(part);
      }
    } else if (kind.equals("head")) {
      room(document, writer, 74);
      made = paragraph(17, 15);
      made.setSpacingAfter(2);
      made.add(new Chunk(text, font(bold, 13, ACCENT)));
    } else if (kind.equals("entry")) {
      room(document, writer, 52);
      made = paragraph(16.2f, 5);
      made.add(new Chunk(text, font(bold, 11.6f, INK)));
      made.add(new Chunk(new VerticalPositionMark()));
      made.add(new Chunk(cells[2], font(italic, 11, INK)));
    } else if (kind.equals("where")) {
      made.add(new Chunk(text, font(italic, 11.6f, ACCENT)));
    } else if (kind.equals("labelled")) {
      made.add(new Chunk(text + ": ", font(bold, 11.6f, INK)));
      made.add(new Chunk(cells[2], font(plain, 11.6f, INK)));
    } else if (kind.equals("bullet")) {
      List list = new List(false, 13);
      list.setListSymbol(new Chunk("\u2022", font(plain, 11.6f, INK)));
      ListItem item = new ListItem(16.2f, text, font(plain, 11.6f, INK));
      item.setSpacingBefore(1);
      list.add(item);
      document.add(list);
      return;
    } else {
      made.add(new Chunk(text, font(plain, 11.6f, INK)));
    }
    document.add(made);
  }

  static int write(OutputStream target, Rectangle size, String foot, java.util.List<String> lines, int total) {
    Document document = new Document(size, SIDE, SIDE, 54, 64);
    PdfWriter writer = PdfWriter.getInstance(document, target);
    writer.setPageEvent(new Foot(foot, total));
    document.open();
    for (String line : lines) {
      String[] cells = line.split("\t");
      add(document, writer, cells[0], cells);
    }
    int pages = writer.getPageNumber();
    document.close();
    return pages;
  }

  public static void main(String[] args) throws Exception {
    Rectangle size = args[1].equals("LETTER") ? PageSize.LETTER : PageSize.A4;
    plain = BaseFont.createFont(args[2], BaseFont.IDENTITY_H, BaseFont.EMBEDDED);
    bold = BaseFont.createFont(args[3], BaseFont.IDENTITY_H, BaseFont.EMBEDDED);
    italic = BaseFont.createFont(args[4], BaseFont.IDENTITY_H, BaseFont.EMBEDDED);
    String read = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    java.util.List<String> lines = read.strip().lines().toList();
    int total = write(new ByteArrayOutputStream(), size, args[5], lines, 1);
    try (OutputStream target = Files.newOutputStream(Path.of(args[0]))) {
      write(target, size, args[5], lines, total);
    }
  }
}
