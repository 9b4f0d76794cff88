using OwnParts;
using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks.Datasets;
using Trimtab.Spaces;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>
/// A layer and a scorer of a user's own, in their own assembly: shared and cached like Trimtab's. The conformance theories take the layer
/// up by its name.
/// </summary>
public class OwnPartsTests
{
    private static readonly Dataset _digits = SyntheticDigits.Create(new() { Digits = [2, 7], Train = 60 }).Train;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Layer_OfAUsersOwn_IsKnownByName()
    {
        Assert.Equal(typeof(Gain), Layer.Catalog.TypeOf("gain"));
        Assert.Contains("gain", Layer.Catalog.Names);
    }

    [Fact]
    public void Search_WithPartsOfAUsersOwn_SharesEpochsAndIsCached()
    {
        var search = new GridSearchCV(Net(1), new ParameterGrid { ["epochs"] = [1, 3, 5] })
        {
            Cv = 2,
            Scoring = ["g_mean"],
            Ledger = new Ledger(),
        };

        Assert.Equal(2 * 5, search.Plan(_digits, Token).EpochsToTrain);

        var result = search.Fit(_digits, Token);

        Assert.InRange(result.BestScore, 0, 1);
        Assert.Equal(0, search.Plan(_digits, Token).EpochsToTrain);
    }

    [Fact]
    public void Search_WithOtherSettingsOfAPart_IsTrainedAnew()
    {
        var ledger = new Ledger();
        GridSearchCV With(float gain) =>
            new(Net(gain), new ParameterGrid { ["epochs"] = [2] }) { Cv = 2, Scoring = ["g_mean"], Ledger = ledger };

        With(1).Fit(_digits, Token);

        Assert.Equal(0, With(1).Plan(_digits, Token).EpochsToTrain);
        Assert.Equal(4, With(2).Plan(_digits, Token).EpochsToTrain);
    }

    /// <summary>A part that was compiled anew from other code is another one.</summary>
    [Fact]
    public void Identity_OfNetWithAPartOfAUsersOwn_NamesItsBuild()
    {
        string own = Net(1).Identity.Key, ours = NetworkClassifier.Of(() => Build(new Flatten())).Identity.Key;

        Assert.Contains(
            $"OwnParts.Gain, {typeof(Gain).Assembly.FullName}, {typeof(Gain).Module.ModuleVersionId}", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Version=", ours, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_OfNetWithAPartOfAUsersOwn_NamesNoBuild()
    {
        using var model = Build(new Gain());

        Assert.DoesNotContain("Version=", model.ToJson(), StringComparison.Ordinal);
        using var again = Sequential.FromJson(model.ToJson());
        Assert.Equal(model.Layers, again.Layers);
    }

    [Fact]
    public void Training_OfAUsersLayer_IsTheSameTwice()
    {
        using Sequential one = Build(new Gain()), two = Build(new Gain());
        one.Fit(_digits.OneHot(2), new() { Epochs = 2 }, Token);
        two.Fit(_digits.OneHot(2), new() { Epochs = 2 }, Token);

        Assert.Equal(one.GetWeights()["gain/gain"], two.GetWeights()["gain/gain"]);
        Assert.DoesNotContain(1f, one.GetWeights()["gain/gain"]);
    }

    private static NetworkClassifier<NoParameters> Net(float gain) =>
        NetworkClassifier.Of(() => Build(new Gain { GainInitializer = new Constant { Value = gain } }));

    private static Sequential Build(Layer layer)
    {
        var model = new Sequential([28, 28, 1])
        {
            new AveragePooling2D(4),
            layer,
            new Flatten { Name = "rows" },
            new Dense(2) { Activation = "softmax" },
        };
        model.Compile("adam", "categorical_crossentropy");
        return model;
    }
}
