#pragma once

namespace core {

/// A reading by ITU-R BS.1770-4 and EBU Tech 3342.
struct Loudness {
    double integrated_lufs =
        0.0;                      ///< gated programme loudness; -inf for silence. Mono counts as dual mono where asked.
    double range_lu = 0.0;        ///< loudness range
    double true_peak_dbtp = 0.0;  ///< highest of all channels, 4x oversampled; -inf for digital silence

    bool operator==(const Loudness&) const = default;
};

}  // namespace core
