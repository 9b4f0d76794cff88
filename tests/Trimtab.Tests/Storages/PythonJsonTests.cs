using System.Text;
using System.Text.Json;
using Trimtab.Numerics;
using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

public class PythonJsonTests
{
    // Python 3.11: json.loads accepts the first, raises for the second.
    [Theory]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    [InlineData("[Infinity, -0, -0.0, 1e400, 123456789012345678901234567890]")]
    [InlineData("\"\\ud83d\"")]
    [InlineData(" {\"a\" : {}, \"a\": [ ] } ")]
    [InlineData("\"\\u00e9\\/\\b\"")]
    public void Value_ThatPythonReads_IsRead(string text) =>
        Assert.Equal(text.Trim(), Encoding.UTF8.GetString(PythonJson.Value(Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData("")]
    [InlineData("nan")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("-")]
    [InlineData("-NaN")]
    [InlineData("'a'")]
    [InlineData("\"\\x41\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("\"a")]
    [InlineData("\"\t\"")]
    [InlineData("[1,]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("[1 2]")]
    [InlineData("1 2")]
    [InlineData("truefalse")]
    public void Value_ThatPythonRefuses_IsRefused(string text) =>
        Assert.Throws<JsonException>(() => PythonJson.Value(Encoding.UTF8.GetBytes(text)).Length);

    [Fact]
    public void Text_OfEscapes_IsWhatTheyStandFor()
    {
        Assert.Equal("é\"\\/\b\f\n\r\t日😀\ud83d", PythonJson.Text(
            Encoding.UTF8.GetBytes("\"\\u00e9\\\"\\\\\\/\\b\\f\\n\\r\\t日\\ud83d\\ude00\\ud83d\"")));
    }

    [Fact]
    public void Value_NestedDeeperThanTheLimit_IsRefusedWithoutAnOverflow()
    {
        string deep = new string('[', 1_000_000);

        Assert.Throws<JsonException>(() => PythonJson.Value(Encoding.ASCII.GetBytes(deep)).Length);
    }

    /// <summary>
    /// Where there are no tokens of Python's, the same texts are accepted as by System.Text.Json, which does not check UTF-8.
    /// </summary>
    [Fact]
    public void Value_OfDamagedJson_IsAcceptedWhereSystemTextJsonAcceptsIt()
    {
        byte[] text =
        [
            .. "{\"a\": [1, -2.5e+10, true, null, \"x\\n\\u00e9\"], \"b\": {\"c\": {}, \"d\": []}, \"é\": 0.5}"u8,
        ];
        for (int i = 0; i < text.Length; i++)
        {
            foreach (byte other in "{}[]\",:\\0-+eEu. x\n"u8)
            {
                byte[] damaged = [.. text];
                damaged[i] = other;

                Assert.Equal(IsJson(damaged), IsPythonJson(damaged));
            }

            Assert.Equal(IsJson(text[..i]), IsPythonJson(text[..i]));
        }
    }

    /// <summary>Whatever stands in a text, it is refused, or all of its values can be read; no other exception comes.</summary>
    [Fact]
    public void Value_OfAnyText_IsReadToItsEnd_OrRefused()
    {
        string[] texts =
        [
            "{\"a\": [1, -2.5e+10, true, null, NaN, -Infinity, \"x\\n\\u00e9\\ud83d\"], \"b\": {\"c\": {}}, \"é\": 118059162071741130342}",
            "\"\\ud800\\udc00\\ud83d\"", "[NaN,Infinity,-Infinity,-0,1e400,-1E-7]", "{\"a\":1,\"a\":2}", "-1.0e+5",
        ];
        byte[] letters = "{}[]\",:\\0-+eEu. x\n\tNaIfinty1\0\u007f\u00a0\ufeff"u8.ToArray();
        var random = RandomAddress.FromSeed(13).Stream();
        int read = 0;
        for (int i = 0; i < 50_000; i++)
        {
            var text = Encoding.UTF8.GetBytes(texts[random.NextInt32(texts.Length)]).ToList();
            for (int changes = random.NextInt32(4); changes > 0 && text.Count > 0; changes--)
            {
                int at = random.NextInt32(text.Count);
                byte letter = random.NextInt32(8) == 0 ? (byte)random.NextInt32(256) : letters[random.NextInt32(letters.Length)];
                switch (random.NextInt32(4))
                {
                    case 0: text[at] = letter; break;
                    case 1: text.RemoveAt(at); break;
                    case 2: text.Insert(at, letter); break;
                    default: text.RemoveRange(at, text.Count - at); break;
                }
            }

            byte[] bytes = [.. text];
            if (IsPythonJson(bytes))
            {
                ReadAll(PythonJson.Value(bytes));
                read++;
            }
        }

        Assert.InRange(read, 10_000, 40_000); // both kinds of texts are there
    }

    private static void ReadAll(ReadOnlySpan<byte> value)
    {
        switch ((char)value[0])
        {
            case '{':
                for (var members = PythonJson.Members(value); members.MoveNext();)
                {
                    PythonJson.Text(members.Name);
                    ReadAll(members.Value);
                }

                break;
            case '[':
                for (var items = PythonJson.Items(value); items.MoveNext();)
                {
                    ReadAll(items.Current);
                }

                break;
            case '"':
                PythonJson.Text(value);
                break;
            case 't' or 'f':
                PythonJson.Boolean(value);
                break;
            case 'n':
                Assert.True(PythonJson.IsNull(value));
                break;
            default:
                PythonJson.Number(value);
                break;
        }
    }

    private static bool IsJson(byte[] text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return System.Text.Unicode.Utf8.IsValid(text);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsPythonJson(byte[] text)
    {
        try
        {
            return PythonJson.Value(text).Length > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
