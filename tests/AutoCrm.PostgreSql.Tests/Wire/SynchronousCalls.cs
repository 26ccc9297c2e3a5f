using System.Data.Common;
using System.Reflection;
using System.Reflection.Emit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AutoCrm.PostgreSql.Tests.Wire;

/// <summary>
/// Finds calls in the compiled code that make a thread wait for the database: of methods of ADO.NET, Npgsql, EF Core and streams that have an asynchronous
/// form, and of queries that run without one.
/// </summary>
internal static class SynchronousCalls
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private static readonly Type[] Waiting = [typeof(DbConnection), typeof(DbCommand), typeof(DbBatch), typeof(DbDataReader), typeof(DbTransaction), typeof(DbDataSource), typeof(DbContext)];

    /// <summary>Operators that return a query, and run nothing.</summary>
    private static readonly HashSet<string> Composing = [.. typeof(Queryable).GetMethods().Where(method => typeof(IQueryable).IsAssignableFrom(method.ReturnType)).Select(method => method.Name)];

    /// <summary>The calls in types of an assembly, each as <c>caller → callee</c>.</summary>
    public static IEnumerable<string> In(IEnumerable<Type> types) =>
        from type in types
        from method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))
        from call in CallsOf(method)
        let callee = call.Callee
        where IsSynchronous(callee) || (callee.DeclaringType == typeof(IDisposable) && call.On is { } target && IsOfDatabase(target))
        select $"{type.FullName}.{method.Name} → {callee.DeclaringType!.Name}.{callee.Name}";

    private static bool IsSynchronous(MethodBase method)
    {
        if (method.DeclaringType is not { } type || method is not MethodInfo { ReturnType: { } returned } || typeof(Task).IsAssignableFrom(returned) || returned.Name.StartsWith("ValueTask", StringComparison.Ordinal))
        {
            return false;
        }

        if (type == typeof(Queryable))
        {
            return !Composing.Contains(method.Name) && method.Name != nameof(Queryable.AsQueryable);
        }

        return IsOfDatabase(type) && (HasAsynchronousForm(type, method.Name) || (method.Name is "Dispose" or "Close" && typeof(IAsyncDisposable).IsAssignableFrom(type)));
    }

    private static bool IsOfDatabase(Type type) =>
        type.Namespace == typeof(NpgsqlConnection).Namespace || type.Namespace?.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) == true
        || type.Namespace == typeof(DbConnection).Namespace || typeof(Stream).IsAssignableFrom(type) || Waiting.Any(waiting => waiting.IsAssignableFrom(type));

    private static bool HasAsynchronousForm(Type type, string name) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Any(method => method.Name == $"{name}Async" || (name == "CreateDbContext" && method.Name == "CreateDbContextAsync"));

    /// <summary>
    /// Reads the instructions of a method, which name other methods by tokens (ECMA-335, partition III), and what was loaded just before a call: what it is called on,
    /// where it takes no arguments.
    /// </summary>
    private static IEnumerable<(MethodBase Callee, Type? On)> CallsOf(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } code)
        {
            yield break;
        }

        Type? loaded = null;

        var types = method.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericArguments() : null;
        var methods = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var value = code[at++];
            var operation = Codes[value == 0xFE ? (short)((0xFE << 8) | code[at++]) : value];
            if (operation.OperandType == OperandType.InlineMethod && operation != OpCodes.Ldtoken
                && method.Module.ResolveMethod(BitConverter.ToInt32(code, at), types, methods) is { } callee)
            {
                yield return (callee, loaded);
            }

            loaded = operation.Name switch
            {
                "ldfld" or "ldsfld" => method.Module.ResolveField(BitConverter.ToInt32(code, at), types, methods)!.FieldType,
                "ldloc.0" or "ldloc.1" or "ldloc.2" or "ldloc.3" => body.LocalVariables[operation.Name[^1] - '0'].LocalType,
                "ldloc.s" => body.LocalVariables[code[at]].LocalType,
                "ldloc" => body.LocalVariables[BitConverter.ToUInt16(code, at)].LocalType,
                _ => null,
            };

            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
