using System.Reflection;
using Trimtab.Pruners;
using Trimtab.Samplers;

namespace Trimtab.Tests;

/// <summary>A minimum above its maximum is refused when a study is made, whatever each of them may be by itself.</summary>
public class OrderedSettingsTests
{
    /// <summary>Every setting Min… beside a setting Max… of the same name.</summary>
    public static TheoryData<Type, string> Pairs =>
    [
        .. from type in (Type[])
           [
               .. Sampler.Catalog.Names.Select(Sampler.Catalog.TypeOf), .. Pruner.Catalog.Names.Select(Pruner.Catalog.TypeOf)
           ]
           from low in type.GetProperties()
           where low.Name.StartsWith("Min", StringComparison.Ordinal) && type.GetProperty("Max" + low.Name[3..]) is not null
           select new TheoryDataRow<Type, string>(type, low.Name[3..]),
    ];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void AMinimum_AboveItsMaximum_IsRefused(Type type, string name)
    {
        object part = Activator.CreateInstance(type)!;
        PropertyInfo low = type.GetProperty("Min" + name)!, high = type.GetProperty("Max" + name)!;
        object? least = low.GetValue(part), most = high.GetValue(part);
        low.SetValue(part, most ?? 9);
        high.SetValue(part, least ?? 3);

        var error = Assert.Throws<TrimtabException>(() => new Study(
            part is Sampler sampler ? new() { Sampler = sampler } : new() { Pruner = (Pruner)part }));

        Assert.Contains(low.Name, error.Message, StringComparison.Ordinal);
        Assert.Contains(high.Name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CmaEs_WithStartupTrialsAndAWarmStart_IsRefused()
    {
        Trial[] trials = [new() { Number = 0, Parameters = Trimtab.Spaces.ParameterSet.Empty }];

        Assert.Throws<TrimtabException>(() =>
            new Study(new() { Sampler = new CmaEsSampler { StartupTrials = 10, WarmStart = trials } }));
    }
}
