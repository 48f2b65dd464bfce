"""From approved texts to the public: releases, messages, corrections, withdrawals, figures."""
