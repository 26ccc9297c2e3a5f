using AutoCrm.Vehicles;

namespace AutoCrm.Import;

/// <summary>Parses the VIN of a row. A wrong check digit is accepted, as only some markets prescribe one.</summary>
internal static class FieldVins
{
    public static Vin? Read(ImportRow row, ImportField field)
    {
        if (row.GetToken(field) is not { } text)
        {
            return null;
        }

        if (Vin.TryParse(text, out var vin))
        {
            return vin;
        }

        row.Refuse(field, text, $"'{RowProblem.Truncate(text)}' is not a VIN; expected 17 letters and digits without I, O and Q (ISO 3779).");
        return null;
    }
}
