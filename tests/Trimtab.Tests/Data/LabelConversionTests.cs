using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Tests.Data;

/// <summary>Labels of classes as values of another type.</summary>
public class LabelConversionTests
{
    private enum Animal
    {
        Cat = 2,
        Dog = 7,
    }

    private static Prediction Of<T>(params T[] labels)
        where T : notnull => new([0, 1]) { Classes = [0, 1], Labels = ClassLabels.Of(labels) };

    [Fact]
    public void LabelsAs_OfAnotherTypeThatHoldsThem_ConvertsThem()
    {
        Assert.Equal([Animal.Cat, Animal.Dog], Of("cat", "dog").LabelsAs<Animal>());
        Assert.Equal([Animal.Cat, Animal.Dog], Of(2, 7).LabelsAs<Animal>());
        Assert.Equal([Animal.Cat, Animal.Dog], Of(2.0, 7.0).LabelsAs<Animal?>().OfType<Animal>());
        Assert.Equal(["Cat", "Dog"], Of(Animal.Cat, Animal.Dog).LabelsAs<string>());
        Assert.Equal([2, 7], Of(Animal.Cat, Animal.Dog).LabelsAs<int>());
        Assert.Equal(["2", "7"], Of(2, 7).LabelsAs<string>());
        Assert.Equal([2.0, 7.0], Of(2, 7).LabelsAs<double>());
        Assert.Equal([2L, 7L], Of(2.0, 7.0).LabelsAs<long>());
        Assert.Equal([false, true], Of(0, 1).LabelsAs<bool>());
        Assert.Equal([0, 1], Of(false, true).LabelsAs<int>());
        Assert.Equal(["cat", "dog"], Of("cat", "dog").LabelsAs<object>());
    }

    [Fact]
    public void LabelsAs_OfATypeThatDoesNotHoldThem_NamesLabelAndType()
    {
        Assert.Equal(
            "Labels of classes must be of the type that is asked for. 'cat' is of type String and can't be a Int32: ask for String.",
            Message(() => Of("cat", "dog").LabelsAs<int>()));
        Assert.Equal(
            "Labels of classes must be of the type that is asked for. 'bird' is no member of Animal (Cat, Dog): ask for String.",
            Message(() => Of("bird", "cat").LabelsAs<Animal>()));
        Assert.Contains("'3' is no member of Animal", Message(() => Of(3, 7).LabelsAs<Animal>()), StringComparison.Ordinal);
        Assert.Contains("'1.5' is of type Double", Message(() => Of(1.5, 2).LabelsAs<int>()), StringComparison.Ordinal);
        Assert.Contains("'300' is of type Int32", Message(() => Of(300, 301).LabelsAs<byte>()), StringComparison.Ordinal);
        Assert.Contains("'2' is of type Int32", Message(() => Of(2, 3).LabelsAs<bool>()), StringComparison.Ordinal);
        Assert.Contains("can't be a DateTime", Message(() => Of(2, 3).LabelsAs<DateTime>()), StringComparison.Ordinal);
    }

    private static string Message(Action ask) => Assert.Throws<TrimtabException>(ask).Message;
}
