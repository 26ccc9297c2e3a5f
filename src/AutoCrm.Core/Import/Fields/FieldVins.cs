using AutoCrm.Vehicles;

namespace AutoCrm.Import;

/// <summary>Reads the VIN of a row. A check digit that does not fit is no reason to refuse it, as only some markets prescribe one.</summary>
internal static class FieldVins
{
    public static Vin? Read(RowFields row, Field field)
    {
        if (row.GetToken(field) is not { } text)
        {
            return null;
        }

        if (Vin.TryParse(text, out var vin))
        {
            return vin;
        }

        row.Refuse(field, text, $"'{RowProblem.Truncate(text)}' is no VIN; expected 17 letters and digits without I, O and Q (ISO 3779).");
        return null;
    }
}
