using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Trimtab.Tests;

/// <summary>A part of an assembly that is loaded while the program runs, twice, and unloaded.</summary>
public class PluginTests
{
    private static readonly Catalog<IPluginPart> _catalog = Catalog<IPluginPart>.WithUsersOwn(typeof(PluginTests).Assembly);

    [Fact]
    public void Assembly_ThatIsUnloaded_IsNotKeptByTheCatalog()
    {
        var plugin = UseAndUnload(Build("p1", "first_plugin"), "first_plugin");

        for (int i = 0; i < 1000 && plugin.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(plugin.IsAlive);
        Assert.DoesNotContain("first_plugin", _catalog.Names);
        Assert.Throws<UnknownNameException>(() => _catalog.Create("first_plugin"));
    }

    [Fact]
    public void Assembly_LoadedTwice_IsOnePart()
    {
        byte[] build = Build("p2", "second_plugin");
        Type[] types = [Load(build).GetType("Plugin.Part")!, Load(build).GetType("Plugin.Part")!];

        Assert.NotEqual(types[0], types[1]);
        Assert.Contains(_catalog.TypeOf("second_plugin"), types);
        Assert.All(types, type => Assert.Equal("second_plugin", _catalog.NameOf((IPluginPart)Activator.CreateInstance(type)!)));
    }

    [Fact]
    public void Assembly_LoadedInTwoBuilds_IsSaid()
    {
        var (one, other) = (Load(Build("p3", "third_plugin")), Load(Build("p3", "third_plugin")));

        string error = Assert.Throws<TrimtabException>(() => _catalog.TypeOf("third_plugin")).Message;

        Assert.Contains("'third_plugin' is claimed by Plugin.Part (p3) in two builds, ", error, StringComparison.Ordinal);
        Assert.Contains(one.ManifestModule.ModuleVersionId.ToString(), error, StringComparison.Ordinal);
        Assert.Contains(other.ManifestModule.ModuleVersionId.ToString(), error, StringComparison.Ordinal);
    }

    /// <summary>In a program of a single file the runtime lists no assemblies; references are followed there.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(":;:")]
    public void Assemblies_WhereTheRuntimeListsNone_AreNoError(string? list) =>
        Assert.Empty(PartAssemblies.Paths(list?.Replace(';', Path.PathSeparator).Replace(':', Path.PathSeparator)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference UseAndUnload(byte[] build, string name)
    {
        var context = new AssemblyLoadContext(name, isCollectible: true);
        context.LoadFromStream(new MemoryStream(build));
        Assert.Equal(name, _catalog.NameOf(_catalog.Create(name)));
        Assert.Contains(name, _catalog.Names);
        context.Unload();
        return new(context);
    }

    private static Assembly Load(byte[] build) =>
        new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(new MemoryStream(build));

    /// <summary>An assembly with one part.</summary>
    private static byte[] Build(string assembly, string name)
    {
        var builder = new PersistedAssemblyBuilder(new(assembly), typeof(object).Assembly);
        var part = builder.DefineDynamicModule(assembly)
            .DefineType("Plugin.Part", TypeAttributes.Public, typeof(object), [typeof(IPluginPart)]);
        part.SetCustomAttribute(new(typeof(NamedAttribute).GetConstructors().Single(), [new[] { name }]));
        part.DefineDefaultConstructor(MethodAttributes.Public);
        part.CreateType();
        using var content = new MemoryStream();
        builder.Save(content);
        return content.ToArray();
    }
}

/// <summary>A kind of part that only plugins have.</summary>
public interface IPluginPart;
