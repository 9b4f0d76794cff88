using System.Text;
using Trimtab.Files;
using Trimtab.Numerics;

namespace Trimtab.Tests.Files;

/// <summary>Any text is one cell: read back by a reader of the format it is what was written.</summary>
public class CellTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd", "'+cmd")]
    [InlineData("-a", "'-a")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("=A1,B1", "\"'=A1,B1\"")]
    [InlineData(" =1+1", "' =1+1")]
    [InlineData("\u00A0=1+1", "'\u00A0=1+1")]
    [InlineData("\uFEFF=1+1", "'\uFEFF=1+1")]
    [InlineData("\u200B \u2060=1+1", "'\u200B \u2060=1+1")]
    [InlineData("\uFF1D1+1", "'\uFF1D1+1")]
    [InlineData("\uFF0Bcmd", "'\uFF0Bcmd")]
    [InlineData("\uFF0Da", "'\uFF0Da")]
    [InlineData("\uFF20SUM", "'\uFF20SUM")]
    [InlineData(" adam", " adam")]
    [InlineData(" ", " ")]
    [InlineData("-1", "-1")]
    [InlineData("+1.5e-3", "+1.5e-3")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("", "")]
    [InlineData("adam", "adam")]
    public void Csv_OfATextLikeAFormula_IsAText(string text, string expected) => Assert.Equal(expected, CellText.Csv(text));

    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("a\\|b", "a\\\\\\|b")]
    [InlineData("a\r\nb", "a b")]
    [InlineData("<b>&`*", "&lt;b>&amp;\\`\\*")]
    [InlineData("[a](http://b)", "[a]\\(http<span>:</span>//b)")]
    [InlineData("_x_", "\\_x\\_")]
    [InlineData("__proto__", "\\_\\_proto\\_\\_")]
    [InlineData("x_1 _", "x_1 \\_")]
    [InlineData("~~x~~", "\\~\\~x\\~\\~")]
    [InlineData("$x$", "<span>$</span>x<span>$</span>")]
    [InlineData("see https://a.b/c_d", "see https<span>:</span>//a.b/c_d")]
    [InlineData("www.a.b", "www<span>.</span>a.b")]
    [InlineData("a@b.c @team 2 @ 3", "a<span>@</span>b.c <span>@</span>team 2 @ 3")]
    [InlineData("mailto:a@b.c", "mailto<span>:</span>a<span>@</span>b.c")]
    [InlineData("a :cat: b: c", "a <span>:</span>cat: b: c")]
    [InlineData("10:30:45", "10:30:45")]
    [InlineData("[32, 64]", "[32, 64]")]
    [InlineData("categorical_crossentropy", "categorical_crossentropy")]
    public void Markdown_OfAnyText_IsShownAsItIs(string text, string expected) => Assert.Equal(expected, CellText.Markdown(text));

    [Fact]
    public void Printable_OfWhatXmlHasNoPlaceFor_IsReplaced() =>
        Assert.Equal("\uFFFD\uFFFDa\t\r\n\uFFFD\uFFFD😀", CellText.Printable("\0\u001Fa\t\r\n\uD800\uFFFF😀"));

    [Fact]
    public void Csv_OfAnyTexts_ReadsBack()
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            string[][] rows =
            [
                .. Enumerable.Range(0, 3)
                    .Select(row => Enumerable.Range(0, 4).Select(column => Draw(seed, row, column)).ToArray()),
            ];

            var read = Rfc4180(string.Join('\n', rows.Select(row => string.Join(',', row.Select(CellText.Csv)))));

            Assert.Equal(
                rows.Select(row => row.Select(CellText.Printable)),
                read.Select(row => row.Select(field => field is ['\'', ..] ? field[1..] : field)));
        }
    }

    [Fact]
    public void Markdown_OfAnyTexts_IsOneCellEach()
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            string row = string.Join(" | ", Enumerable.Range(0, 4).Select(column => CellText.Markdown(Draw(seed, 0, column))));
            int separators = 0;
            for (int i = 0; i < row.Length; i++)
            {
                separators += row[i] == '|' ? 1 : 0;
                i += row[i] == '\\' ? 1 : 0;
            }

            Assert.Equal(3, separators);
            Assert.DoesNotContain('\n', row);
        }
    }

    private static string Draw(int seed, int row, int column)
    {
        const string Letters = "ab|\\\",;=+-@\t\r\n <>&`*_[]()\0\u001f\ud800\udc00\u2028é1";
        var draws = RandomAddress.FromSeed((ulong)seed).At(row).At(column).Stream();
        string letters = string.Concat(Enumerable.Range(0, draws.NextInt32(8)).Select(_ => Letters[draws.NextInt32(Letters.Length)]));
        return ("x" + letters)[draws.NextInt32(2)..];
    }

    private static List<List<string>> Rfc4180(string text)
    {
        var rows = new List<List<string>> { new() };
        var field = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (quoted && letter == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append(text[++i]);
            }
            else if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && letter is (',' or '\n'))
            {
                rows[^1].Add(field.ToString());
                field.Clear();
                if (letter == '\n')
                {
                    rows.Add([]);
                }
            }
            else
            {
                field.Append(letter);
            }
        }

        rows[^1].Add(field.ToString());
        return rows;
    }
}
