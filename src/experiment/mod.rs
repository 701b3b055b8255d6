//! Many runs: arms, design points, replications, in parallel.
